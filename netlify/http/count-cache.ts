/** A count is at least this old before a new count. */
const MIN_AGE_S = 10;
const MAX_AGE_S = 300;
/** At most one of this many seconds goes into counting. */
const REST_PER_WORK = 30;
const STALE_S = 86_400;

/**
 * Cache headers of a count. A count that takes longer stays in the cache longer, so that counting is never
 * the load. Browsers ask every time, and the edge answers from its cache during a refresh (RFC 5861).
 * Addresses with tracking parameters share one cache entry.
 * https://docs.netlify.com/build/caching/caching-overview/
 */
export function cacheHeaders(costMs: number): Record<string, string> {
  const age = Math.min(MAX_AGE_S, Math.max(MIN_AGE_S, Math.ceil((costMs * REST_PER_WORK) / 1000)));
  return {
    'cache-control': 'public, max-age=0, must-revalidate',
    'netlify-cdn-cache-control': `public, durable, s-maxage=${age}, stale-while-revalidate=${STALE_S}, stale-if-error=${STALE_S}`,
    // This header needs a parameter name. No parameter is named `none`, so no parameter makes a difference.
    'netlify-vary': 'query=none',
  };
}
