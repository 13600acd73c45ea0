import type { Config } from '@netlify/functions';
import { putBack } from '#actions/put-back.ts';
import { asideServices } from '#endpoint/aside-services.ts';
import { campaignEndpoint } from '#endpoint/organizer-endpoint.ts';
import { NO_STORE } from '#http/answer.ts';

const RULES = { right: 'erase', methods: ['DELETE'], unavailable: 'putBack.unavailable' } as const;

/**
 * `DELETE /api/campaigns/:campaign/asides/:id`: puts what was set aside back, for organizers. Answers 204, also if
 * there is no such aside.
 */
export default campaignEndpoint(RULES, async ({ context, campaign, organizer }) => {
  const aside = context.params['id'] ?? '';
  await putBack({ campaign, who: organizer.name, aside }, asideServices(context));
  return new Response(null, { status: 204, headers: NO_STORE });
});

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/asides/:id',
  // As for erasing from the list.
  rateLimit: { windowLimit: 120, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
