/**
 * True for a form that another site sent in the supporter's name. Browsers say so in `Sec-Fetch-Site`; where that is
 * missing `Origin` counts. `Origin: null` does not: a page with `Referrer-Policy: no-referrer`, as all of ours are,
 * makes a browser send it with its own form (https://fetch.spec.whatwg.org/#append-a-request-origin-header).
 */
export function isFromAnotherSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (origin === null || origin === 'null') return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host;
}
