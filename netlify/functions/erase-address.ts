import type { Config } from '@netlify/functions';
import { eraseEntries } from '#actions/erase.ts';
import { everyCanonicalAddress } from '#domain/every-address.ts';
import { idOf } from '#endpoint/entry-ids.ts';
import { erasingServices } from '#endpoint/erasing-services.ts';
import { campaignEndpoint } from '#endpoint/organizer-endpoint.ts';
import { json, jsonErrors } from '#http/answer.ts';
import { readBody } from '#http/read-body.ts';

const RULES = { right: 'erase', methods: ['POST'], unavailable: 'erasure.unavailable' } as const;

/**
 * `POST /api/campaigns/:campaign/erasures` `{"email":"…"}`: erase by address, for organizers. Answers 200
 * `{"erased":0}` or `{"erased":1}`, also where one mailbox signed in two spellings. A wish for news of the address goes
 * with it.
 */
export default campaignEndpoint(RULES, async ({ request, context, campaign, organizer, t }) => {
  const body = await readBody(request);
  if (body.kind === 'refused') return jsonErrors(body.status, [{ code: body.code }], t);
  const { email } = body.values;
  const addresses = typeof email === 'string' ? everyCanonicalAddress(email) : [];
  if (addresses.length === 0) return jsonErrors(422, [{ field: 'email', code: 'erasure.email' }], t);
  const kinds = ['signature', 'news'] as const;
  const entries = kinds.map((kind) => ({
    kind,
    ids: addresses.map((address) => idOf(kind, campaign, address)),
  }));
  const erasure = { campaign, entries, who: organizer.name, what: 'erase-address' } as const;
  const erased = await eraseEntries(erasure, erasingServices(context));
  return json(200, { erased: Math.min(erased, 1) });
});

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/erasures',
  // The answer tells whether an address signed. A stolen token must not try a long list.
  rateLimit: { windowLimit: 60, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
