import type { Config } from '@netlify/functions';
import { countSignatures } from '#actions/count.ts';
import { deployedTitle } from '#deploy/deployed-content.ts';
import { countingServices } from '#endpoint/counting-services.ts';
import { numberEndpoint } from '#endpoint/public-endpoint.ts';
import { badgeResponse, PICTURE_HEADERS } from '#http/badge-answer.ts';

/**
 * `GET /api/campaigns/:campaign/badge.svg`: number, basis and title as a picture for other sites. `?locale=` takes one
 * of the site's. Cached like the count, once for each locale.
 */
export default numberEndpoint(
  ({ campaign, site, context }) => countSignatures(campaign, site.timeZone, countingServices(context)),
  async (count, { campaign, site, url }) => {
    const locale = url.searchParams.get('locale') ?? site.defaultLocale;
    return badgeResponse(count, await deployedTitle(campaign, locale), locale);
  },
  { entries: ({ locales }) => ({ parameter: 'locale', values: locales }), headers: PICTURE_HEADERS },
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/badge.svg',
  // A page of a partner shows it once. A school or a phone company may have one address.
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
