import type { Config } from '@netlify/functions';
import { setAside } from '#actions/set-aside.ts';
import { readAside } from '#domain/aside.ts';
import { asideServices } from '#endpoint/aside-services.ts';
import { campaignEndpoint } from '#endpoint/organizer-endpoint.ts';
import { json, jsonErrors } from '#http/answer.ts';
import { MAX_ASIDE_BODY_BYTES, readJsonBody } from '#http/read-body.ts';

const RULES = { right: 'erase', methods: ['POST'], unavailable: 'aside.unavailable' } as const;

/** A form has words of its own. These are for who sends JSON. */
const REFUSALS = { 413: 'aside.tooLarge', 415: 'aside.body', 422: 'aside.body' } as const;

/**
 * `POST /api/campaigns/:campaign/asides` `{"ids":["…"],"reason":"…"}`: set aside, for organizers. Answers 200
 * `{"aside":"…","signatures":2}`. With `"eraseAfterDays":30` they are erased for good after 30 days.
 */
export default campaignEndpoint(RULES, async ({ request, context, campaign, organizer, t }) => {
  const body = await readJsonBody(request, MAX_ASIDE_BODY_BYTES);
  if (body.kind === 'refused') return jsonErrors(body.status, [{ code: REFUSALS[body.status] }], t);
  const read = readAside(body.values);
  if (read.kind === 'invalid') return jsonErrors(422, read.mistakes, t);
  const { asked } = read;
  const aside = await setAside({ campaign, who: organizer.name, asked }, asideServices(context));
  return json(200, { aside, signatures: asked.ids.length });
});

/** The route of this function. The other methods of the address are those of `asides`. */
export const config: Config = {
  path: '/api/campaigns/:campaign/asides',
  method: 'POST',
  // As for erasing by address. A million signatures take 500 requests, and who sends them waits and goes on.
  rateLimit: { windowLimit: 60, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
