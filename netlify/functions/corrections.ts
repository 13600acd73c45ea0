import type { Config } from '@netlify/functions';
import { publishedNumbers } from '#actions/numbers.ts';
import { toCorrections } from '#domain/series.ts';
import { numberServices } from '#endpoint/counting-services.ts';
import { numberEndpoint } from '#endpoint/public-endpoint.ts';

/** `GET /api/campaigns/:campaign/corrections`: how many signatures were set aside, by day. Public. */
export default numberEndpoint(
  ({ campaign, context }) => publishedNumbers(campaign, numberServices(context)),
  (numbers, { campaign }) => Response.json(toCorrections(campaign, numbers?.corrections ?? [])),
  { isCached: false },
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/corrections',
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
