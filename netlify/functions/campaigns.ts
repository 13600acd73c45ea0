import type { Config } from '@netlify/functions';
import { listCampaigns } from '#actions/list-campaigns.ts';
import { deployedCampaigns, deployedTitle } from '#deploy/deployed-content.ts';
import { publicEndpoint } from '#endpoint/public-endpoint.ts';
import { json } from '#http/answer.ts';

/**
 * `GET /api/campaigns`: all published campaigns as JSON. Public. It asks no store, and no cache keeps it: an old state
 * would contradict the count.
 */
export default publicEndpoint(async ({ site }) => {
  const campaigns = await deployedCampaigns();
  return json(200, await listCampaigns({ site, campaigns, titleOf: deployedTitle }, new Date()));
});

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns',
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
