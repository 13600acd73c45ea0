import { countPath } from '#domain/api-paths.ts';
import { wrongHeaders, wrongStatus } from './answer-check.ts';
import { type Finding, judge } from './finding.ts';
import { askAsAnybody } from './public-request.ts';

/** Browsers ask anew for the count of an active campaign, and the edge keeps it for everybody. */
export async function proveCount(origin: string, active: string | null): Promise<Finding[]> {
  const what = 'The count is kept at the edge, and parameters of trackers share one entry';
  if (active === null) return [{ what, verdict: 'unseen', detail: 'No campaign of content/ is active.' }];
  await askAsAnybody(new URL(countPath(active), origin));
  const { status, headers } = await askAsAnybody(
    new URL(`${countPath(active)}?utm_source=undersigned-proof`, origin),
  );
  const told = judge('Browsers ask anew for the count, which carries the security headers', [
    ...wrongStatus(status, 200),
    ...wrongHeaders(headers),
    ...(/max-age=0/u.test(headers.get('cache-control') ?? '') ? [] : ['cache-control lets them keep it']),
  ]);
  // Netlify's caches say here what they did (RFC 9211). Netlify keeps Netlify-CDN-Cache-Control to itself.
  const cacheStatus = headers.get('cache-status');
  if (cacheStatus === null)
    return [told, { what, verdict: 'unseen', detail: 'No cache in front says what it does.' }];
  return [told, judge(what, /\bhit\b/u.test(cacheStatus) ? [] : [`cache-status: ${cacheStatus}`])];
}
