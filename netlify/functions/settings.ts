import type { Config } from '@netlify/functions';
import { organizerEndpoint } from '#endpoint/organizer-endpoint.ts';
import { seenSettings } from '#endpoint/seen-settings.ts';
import { json, NO_STORE } from '#http/answer.ts';

const RULES = { right: 'read', methods: ['GET', 'HEAD'], unavailable: 'settings.unavailable' } as const;

/**
 * `GET /api/settings`: what functions see of their settings, never a value of one, and when the hourly function ended
 * last. It is for organizers who may read all campaigns. `npm run doctor -- --site` asks for it.
 */
export default organizerEndpoint(RULES, async ({ request, context }) => {
  const seen = await seenSettings(context, new URL(request.url).origin);
  if (request.method === 'HEAD') return new Response(null, { headers: NO_STORE });
  return json(200, seen);
});

/** The route of this function. */
export const config: Config = {
  path: '/api/settings',
  rateLimit: { windowLimit: 30, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
