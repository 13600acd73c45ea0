/**
 * True if another site sends a form in the supporter's name. Browsers say so in `Sec-Fetch-Site`; without it
 * `Origin` counts. `Origin: null` does not count. Our pages have `Referrer-Policy: no-referrer`, so a browser
 * sends `null` with their own forms. https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
export function isFromAnotherSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (origin === null || origin === 'null') return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host;
}
