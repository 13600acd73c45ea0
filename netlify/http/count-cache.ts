/** The time for which the edge may answer with an old number, while it fetches a new one. */
const STALE_S = 86_400;
/** The time for which the edge keeps an old number, when the store is down. */
const RETRY_S = 10;

/** The one parameter whose values have entries of their own in a cache, and those values. */
export interface CacheEntries {
  readonly parameter: string;
  readonly values: readonly string[];
}

/**
 * `Netlify-Vary` needs a parameter name to leave all others out of the key. This parameter has no values: whoever
 * sends it gets nothing.
 */
export const ONE_ENTRY: CacheEntries = { parameter: 'none', values: [] };

/**
 * Cache headers of an answer that stays true for `freshForMs`. Browsers ask every time, and the edge answers
 * from its cache during a refresh (RFC 5861). Addresses with tracking parameters share one cache entry.
 * https://docs.netlify.com/build/caching/caching-overview/
 */
export function cacheHeaders(
  freshForMs = RETRY_S * 1000,
  { parameter }: CacheEntries = ONE_ENTRY,
): Record<string, string> {
  const age = Math.max(1, Math.ceil(freshForMs / 1000));
  return {
    'cache-control': 'public, max-age=0, must-revalidate',
    'netlify-cdn-cache-control': `public, durable, s-maxage=${age}, stale-while-revalidate=${STALE_S}, stale-if-error=${STALE_S}`,
    'netlify-vary': `query=${parameter}`,
  };
}

/**
 * True for an address that would have a cache entry beside the ones that there are. The edge may compare parameters as
 * they are written, so one value has one spelling.
 */
export function hasStrangeEntry({ search }: URL, { parameter, values }: CacheEntries): boolean {
  const own = search
    .slice(1)
    .split('&')
    .filter((pair) => [...new URLSearchParams(pair).keys()].some((name) => name.toLowerCase() === parameter));
  return own.length > 1 || own.some((pair) => !values.some((value) => pair === `${parameter}=${value}`));
}

/** The header of an answer that every web page may read: it holds nothing about a person. */
export const READABLE_EVERYWHERE = { 'access-control-allow-origin': '*' } as const;
