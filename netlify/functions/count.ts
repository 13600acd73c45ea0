import type { Config } from '@netlify/functions';
import { countSignatures } from '#actions/count.ts';
import { deployedCampaign, deployedSite } from '#deploy/deployed-content.ts';
import { countingServices } from '#endpoint/counting-services.ts';
import { logError } from '#endpoint/log-error.ts';
import { withSecurityHeaders } from '#endpoint/with-security-headers.ts';
import { jsonErrors, NO_STORE, unavailable } from '#http/answer.ts';
import { cacheHeaders, hasOwnEntry, READABLE_EVERYWHERE } from '#http/count-cache.ts';
import { preferredLocale } from '#http/locale.ts';
import { translator } from '#i18n/translate.ts';

/**
 * `GET /api/campaigns/:campaign/count`: a campaign's number of signatures as JSON. Public, cached at the
 * edge, and readable by every web page.
 */
export default withSecurityHeaders(async (request, context) => {
  const site = await deployedSite();
  const t = translator(preferredLocale(request, site));
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return jsonErrors(405, [{ code: 'method.notAllowed' }], t, { headers: { allow: 'GET, HEAD' } });
  }
  const url = new URL(request.url);
  if (hasOwnEntry(url)) {
    return new Response(null, { status: 308, headers: { ...NO_STORE, location: url.pathname } });
  }
  const campaign = await deployedCampaign(context.params['campaign'] ?? '');
  const outcome = await countSignatures(campaign, site.timeZone, countingServices(context));
  switch (outcome.kind) {
    case 'unknown':
      return jsonErrors(404, [{ code: 'campaign.unknown' }], t);
    case 'unavailable':
      logError(outcome.cause);
      return unavailable('count.unavailable', t);
    case 'stale':
      logError(outcome.cause);
      return Response.json(outcome.count, { headers: cacheHeaders() });
    case 'counted':
      return Response.json(outcome.count, { headers: cacheHeaders(outcome.freshForMs) });
  }
}, READABLE_EVERYWHERE);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/count',
  // A page asks once. Ten visits a second may come from one address: a hall, a school, a phone company.
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
