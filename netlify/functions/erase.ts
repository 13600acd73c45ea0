import type { Config } from '@netlify/functions';
import { eraseEntries } from '#actions/erase.ts';
import { isSignatureId } from '#domain/signature.ts';
import { erasingServices } from '#endpoint/erasing-services.ts';
import { campaignEndpoint } from '#endpoint/organizer-endpoint.ts';
import { jsonErrors, NO_STORE } from '#http/answer.ts';

const RULES = { right: 'erase', methods: ['DELETE'], unavailable: 'erasure.unavailable' } as const;

/**
 * `DELETE /api/campaigns/:campaign/signatures/:id`: erase, for organizers. Answers 204, also if the signature
 * no longer exists.
 */
export default campaignEndpoint(RULES, async ({ context, campaign, organizer, t }) => {
  const id = context.params['id'] ?? '';
  if (!isSignatureId(id)) return jsonErrors(404, [{ code: 'signature.unknown' }], t);
  const entries = [{ kind: 'signature', ids: [id] }] as const;
  const erasure = { campaign, entries, who: organizer.name, what: 'erase' } as const;
  await eraseEntries(erasure, erasingServices(context));
  return new Response(null, { status: 204, headers: NO_STORE });
});

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/signatures/:id',
  // Two a second, all day: more than anybody erases by hand from the list.
  rateLimit: { windowLimit: 120, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
