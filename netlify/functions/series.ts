import type { Config } from '@netlify/functions';
import { publishedNumbers } from '#actions/numbers.ts';
import { toSeries } from '#domain/series.ts';
import { numberServices } from '#endpoint/counting-services.ts';
import { numberEndpoint } from '#endpoint/public-endpoint.ts';

/** `GET /api/campaigns/:campaign/series`: a campaign's published number over time as JSON. Public, like the count. */
export default numberEndpoint(
  ({ campaign, context }) => publishedNumbers(campaign, numberServices(context)),
  (numbers, { campaign }) => Response.json(toSeries(campaign, numbers?.points ?? [])),
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/series',
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
