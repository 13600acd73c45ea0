import type { Config } from '@netlify/functions';
import { countSignatures } from '#actions/count.ts';
import { countingServices } from '#endpoint/counting-services.ts';
import { numberEndpoint } from '#endpoint/public-endpoint.ts';
import { countResponse } from '#http/count-answer.ts';

/**
 * `GET /api/campaigns/:campaign/count`: a campaign's number of signatures as JSON. Public, cached at the
 * edge, and readable by every web page. With `?locale=`, one of the site's, it says in `page` too what the campaign's
 * page puts in its places.
 */
export default numberEndpoint(
  ({ campaign, site, context }) => countSignatures(campaign, site.timeZone, countingServices(context)),
  (count, { campaign, site, url }) =>
    countResponse(count, { campaign, site }, url.searchParams.get('locale')),
  { entries: ({ locales }) => ({ parameter: 'locale', values: locales }) },
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/count',
  // A page asks once. Ten visits a second may come from one address: a hall, a school, a phone company.
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
