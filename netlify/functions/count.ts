import type { Config } from '@netlify/functions';
import { stateOf } from '#domain/campaign.ts';
import { type SignatureCount, toCount } from '#domain/count.ts';
import { translator } from '#i18n/translate.ts';
import { jsonErrors } from '#http/answer.ts';
import { cacheHeaders } from '#http/count-cache.ts';
import { guarded } from '#http/guarded.ts';
import { localeOf } from '#http/locale.ts';
import { logError } from '#http/log.ts';
import { type Invocation, servicesFor } from '#services/services.ts';

const BUDGET = { totalMs: 9_000, attemptMs: 3_000 };

/** The last good count of each campaign, for when the store is down; lives as long as this process. */
const lastGood = new Map<string, SignatureCount>();

/** `GET /api/campaigns/:campaign/count`: how many have signed. Public, cached at the edge. */
export default guarded(async (request: Request, context: Invocation) => {
  const services = servicesFor(context);
  const site = await services.site();
  const t = translator(localeOf(request, site));
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return jsonErrors(405, [{ code: 'method.notAllowed' }], t, { headers: { allow: 'GET, HEAD' } });
  }
  const campaign = await services.campaign(context.params['campaign'] ?? '');
  if (!campaign || campaign.status === 'draft') return jsonErrors(404, [{ code: 'campaign.unknown' }], t);
  const now = services.now();
  const isOpen = stateOf(campaign, site.timeZone, now) === 'active';
  const started = performance.now();
  try {
    const online = await services.signatures(BUDGET).count(campaign.slug);
    const count = toCount(campaign, online, isOpen, now);
    lastGood.set(campaign.slug, count);
    return Response.json(count, { headers: cacheHeaders(performance.now() - started) });
  } catch (error) {
    logError(error);
    const known = lastGood.get(campaign.slug);
    if (known) return Response.json({ ...known, open: isOpen }, { headers: cacheHeaders(0) });
    return jsonErrors(503, [{ code: 'count.unavailable' }], t, { headers: { 'retry-after': '60' } });
  }
});

export const config: Config = { path: '/api/campaigns/:campaign/count' };
