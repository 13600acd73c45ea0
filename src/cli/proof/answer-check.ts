/**
 * The headers of every answer, pages and functions alike: the name, what it must say, what it must not say.
 */
const HEADERS: readonly (readonly [name: string, must: RegExp, mustNot?: RegExp])[] = [
  ['content-security-policy', /default-src 'none'(?=.*frame-ancestors 'none')/u, /unsafe-/u],
  ['strict-transport-security', /max-age=(?:\d{8,})/u],
  ['x-content-type-options', /^nosniff$/u],
  ['referrer-policy', /^no-referrer$/u],
  ['cross-origin-opener-policy', /^same-origin$/u],
];

/** What an answer has too that is a page. */
const OF_PAGES: typeof HEADERS = [['permissions-policy', /=\(\)/u]];

/** What is wrong with the security headers of an answer. */
export function wrongHeaders(headers: Headers): string[] {
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  return [...HEADERS, ...(isPage ? OF_PAGES : [])]
    .filter(([name, must, mustNot]) => {
      const value = headers.get(name) ?? '';
      return !must.test(value) || (mustNot?.test(value) ?? false);
    })
    .map(([name]) => `${name} is ${headers.has(name) ? 'too weak' : 'missing'}`);
}

/** What is wrong with the status of an answer. */
export function wrongStatus(status: number, expected: number): string[] {
  return status === expected ? [] : [`it answers ${status} instead of ${expected}`];
}

/** What is wrong with an answer that should thank for a signature. A page of a proxy says 200 too. */
export function wrongThanks({ status, text }: { readonly status: number; readonly text: string }): string[] {
  if (status !== 200) return wrongStatus(status, 200);
  return text === '{"status":"accepted"}' ? [] : ['it does not say that it accepted'];
}

/** What is wrong with the headers of an answer that no cache may keep. */
export function wrongNoStore(headers: Headers): string[] {
  const isKept =
    headers.get('cache-control') !== 'no-store' || /\bhit\b/u.test(headers.get('cache-status') ?? '');
  return isKept ? ['a cache may keep it'] : [];
}

/** What is wrong with a number of stored rows. */
export function wrongRows(rows: number, expected: number): string[] {
  return rows === expected ? [] : [`${rows} rows are stored instead of ${expected}`];
}
