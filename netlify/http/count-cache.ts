/** The time for which the edge may answer with an old count, while it fetches a new one. */
const STALE_S = 86_400;
/** The time for which the edge keeps an old count, when the store is down. */
const RETRY_S = 10;

/**
 * `Netlify-Vary` needs a parameter name to leave all others out of the key. Every value of this parameter
 * would be an entry of its own. So a request with this parameter gets no count.
 */
const UNUSED_PARAMETER = 'none';

/**
 * Cache headers of a count that stays true for `freshForMs`. Browsers ask every time, and the edge answers
 * from its cache during a refresh (RFC 5861). Addresses with tracking parameters share one cache entry.
 * https://docs.netlify.com/build/caching/caching-overview/
 */
export function cacheHeaders(freshForMs = RETRY_S * 1000): Record<string, string> {
  const age = Math.max(1, Math.ceil(freshForMs / 1000));
  return {
    'cache-control': 'public, max-age=0, must-revalidate',
    'netlify-cdn-cache-control': `public, durable, s-maxage=${age}, stale-while-revalidate=${STALE_S}, stale-if-error=${STALE_S}`,
    'netlify-vary': `query=${UNUSED_PARAMETER}`,
  };
}

/** True for an address that would have a cache entry of its own. */
export function hasOwnEntry({ searchParams }: URL): boolean {
  return [...searchParams.keys()].some((name) => name.toLowerCase() === UNUSED_PARAMETER);
}

/** The header of an answer that every web page may read: it holds nothing about a person. */
export const READABLE_EVERYWHERE = { 'access-control-allow-origin': '*' } as const;
