/** A count is at least so old before it is counted anew. */
const MIN_AGE_S = 10;
const MAX_AGE_S = 300;
/** Of every so many seconds one is spent counting. */
const REST_PER_WORK = 30;
const STALE_S = 86_400;

/**
 * How long the edge may keep a count: longer the more it cost to make, so that counting never becomes the load.
 * Browsers ask again every time, the edge answers at once while it fetches anew (RFC 5861), and parameters that
 * trackers add to an address share one entry. https://docs.netlify.com/build/caching/caching-overview/
 */
export function cacheHeaders(costMs: number): Record<string, string> {
  const age = Math.min(MAX_AGE_S, Math.max(MIN_AGE_S, Math.ceil((costMs * REST_PER_WORK) / 1000)));
  return {
    'cache-control': 'public, max-age=0, must-revalidate',
    'netlify-cdn-cache-control': `public, durable, s-maxage=${age}, stale-while-revalidate=${STALE_S}, stale-if-error=${STALE_S}`,
    // The names of parameters that make a difference: none does, and a name has to stand here.
    'netlify-vary': 'query=none',
  };
}
