import { listAsides } from '#actions/list-asides.ts';
import { asideServices } from '#endpoint/aside-services.ts';
import { campaignEndpoint } from '#endpoint/organizer-endpoint.ts';
import { json, NO_STORE } from '#http/answer.ts';

const RULES = {
  right: 'read',
  methods: ['GET', 'HEAD'],
  // Another function sets aside at the same address.
  allow: 'GET, HEAD, POST',
  unavailable: 'asides.unavailable',
} as const;

/**
 * `GET /api/campaigns/:campaign/asides`: what is set aside, for organizers, the oldest first. It also answers 405 for
 * this address.
 */
export default campaignEndpoint(RULES, async ({ request, context, campaign }) => {
  const asides = await listAsides(campaign, asideServices(context));
  if (request.method !== 'HEAD') return json(200, asides);
  return new Response(null, { headers: { ...NO_STORE, 'content-type': 'application/json' } });
});

/** The route of this function. It has no type, as that of the download of signatures. */
export const config = {
  path: '/api/campaigns/:campaign/asides',
  method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  // As for erasing from the list: the desk reads it after each change.
  rateLimit: { windowLimit: 120, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
