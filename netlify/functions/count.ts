import type { Config } from '@netlify/functions';
import { countSignatures } from '#actions/count.ts';
import { deployedCampaign, deployedSite } from '#deploy/deployed-content.ts';
import { countingServices } from '#endpoint/counting-services.ts';
import { logError } from '#endpoint/log-error.ts';
import { withSecurityHeaders } from '#endpoint/with-security-headers.ts';
import { jsonErrors, unavailable } from '#http/answer.ts';
import { cacheHeaders } from '#http/count-cache.ts';
import { preferredLocale } from '#http/locale.ts';
import { translator } from '#i18n/translate.ts';

/**
 * `GET /api/campaigns/:campaign/count`: a campaign's number of signatures as JSON. Public, cached at the
 * edge.
 */
export default withSecurityHeaders(async (request, context) => {
  const site = await deployedSite();
  const t = translator(preferredLocale(request, site));
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return jsonErrors(405, [{ code: 'method.notAllowed' }], t, { headers: { allow: 'GET, HEAD' } });
  }
  const campaign = await deployedCampaign(context.params['campaign'] ?? '');
  const outcome = await countSignatures(campaign, site.timeZone, countingServices(context));
  if (outcome.kind === 'unknown') return jsonErrors(404, [{ code: 'campaign.unknown' }], t);
  if (outcome.kind !== 'counted') logError(outcome.cause);
  if (outcome.kind === 'unavailable') return unavailable('count.unavailable', t);
  const costMs = outcome.kind === 'counted' ? outcome.costMs : 0;
  return Response.json(outcome.count, { headers: cacheHeaders(costMs) });
});

/** The route of this function. */
export const config: Config = { path: '/api/campaigns/:campaign/count' };
