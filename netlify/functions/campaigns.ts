import type { Config } from '@netlify/functions';
import { listCampaigns } from '#actions/list-campaigns.ts';
import { deployedCampaigns, deployedTitle } from '#deploy/deployed-content.ts';
import { publicEndpoint } from '#endpoint/public-endpoint.ts';
import { cacheHeaders } from '#http/count-cache.ts';

/** A state changes with the day, and only then: nobody waits longer for it than for a number. */
const AGE_MS = 60_000;

/** `GET /api/campaigns`: all published campaigns as JSON. Public, like the count. */
export default publicEndpoint(async ({ site }) => {
  const campaigns = await deployedCampaigns();
  const listed = await listCampaigns({ site, campaigns, titleOf: deployedTitle }, new Date());
  return Response.json(listed, { headers: cacheHeaders(AGE_MS) });
});

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns',
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
