import { countPath, signaturesPath } from '#domain/api-paths.ts';
import { type Finding, judge } from './finding.ts';

/** What every answer must carry, pages and functions alike: a header, and what it must and must not say. */
const HEADERS: readonly (readonly [name: string, must: RegExp, mustNot?: RegExp])[] = [
  ['content-security-policy', /default-src 'none'(?=.*frame-ancestors 'none')/u, /unsafe-/u],
  ['strict-transport-security', /max-age=(?:\d{8,})/u],
  ['x-content-type-options', /^nosniff$/u],
  ['referrer-policy', /^no-referrer$/u],
  ['cross-origin-opener-policy', /^same-origin$/u],
  ['permissions-policy', /=\(\)/u],
];

/** Asked without a token, as anybody may. */
export async function proveHeaders(origin: string, draft: string, active: string | null): Promise<Finding[]> {
  const nowhere = '/undersigned-proof-nowhere/';
  return [
    await provePage('The front page carries the security headers', new URL('/', origin), 200),
    await provePage('An unknown address answers 404, with them', new URL(nowhere, origin), 404),
    await proveRefusal(new URL(signaturesPath(draft), origin)),
    await proveDraftIsHidden(new URL(`/${draft}/`, origin), new URL(countPath(draft), origin)),
    await proveHttps(new URL(origin)),
    ...(await proveCount(origin, active)),
  ];
}

/** What is wrong with the headers that all answers carry. */
export function wrongHeaders(headers: Headers): string[] {
  return HEADERS.filter(([name, must, mustNot]) => {
    const value = headers.get(name) ?? '';
    return !must.test(value) || (mustNot?.test(value) ?? false);
  }).map(([name]) => `${name} is ${headers.has(name) ? 'too weak' : 'missing'}`);
}

async function provePage(what: string, address: URL, status: number): Promise<Finding> {
  const response = await ask(address);
  return judge(what, [...wrongStatus(response.status, status), ...wrongHeaders(response.headers)]);
}

async function proveRefusal(address: URL): Promise<Finding> {
  const response = await ask(address);
  return judge('A download without a token is refused, with them and no-store', [
    ...wrongStatus(response.status, 401),
    ...wrongHeaders(response.headers),
    ...wrongNoStore(response.headers),
  ]);
}

async function proveDraftIsHidden(page: URL, count: URL): Promise<Finding> {
  const answers = await Promise.all([page, count].map(ask));
  return judge(
    'The draft has no page and no count',
    answers.flatMap((response) => wrongStatus(response.status, 404)),
  );
}

async function proveHttps({ protocol, host }: URL): Promise<Finding> {
  const what = 'http:// leads to https://';
  if (protocol !== 'https:')
    return { what, verdict: 'unseen', detail: 'This machine is asked without https.' };
  const response = await ask(new URL(`http://${host}/`));
  const target = response.headers.get('location') ?? '';
  return judge(what, target.startsWith(`https://${host}`) ? [] : [`it answers ${response.status}`]);
}

/** The count of an active campaign: what browsers are told, and whether the edge keeps it for everybody. */
async function proveCount(origin: string, active: string | null): Promise<Finding[]> {
  const what = 'The count is kept at the edge, and parameters of trackers share one entry';
  if (active === null) return [{ what, verdict: 'unseen', detail: 'No campaign of content/ is active.' }];
  await ask(new URL(countPath(active), origin));
  const response = await ask(new URL(`${countPath(active)}?utm_source=undersigned-proof`, origin));
  const told = judge('Browsers ask anew for the count, which carries the security headers', [
    ...wrongStatus(response.status, 200),
    ...wrongHeaders(response.headers),
    ...(/max-age=0/u.test(response.headers.get('cache-control') ?? '')
      ? []
      : ['cache-control lets them keep it']),
  ]);
  // Netlify says in this header what its caches did (RFC 9211) and keeps Netlify-CDN-Cache-Control to itself.
  const cacheStatus = response.headers.get('cache-status');
  if (cacheStatus === null)
    return [told, { what, verdict: 'unseen', detail: 'No cache in front says what it does.' }];
  return [told, judge(what, /\bhit\b/u.test(cacheStatus) ? [] : [`cache-status: ${cacheStatus}`])];
}

async function ask(address: URL): Promise<Response> {
  const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
  await response.body?.cancel();
  return response;
}

export function wrongStatus(status: number, expected: number): string[] {
  return status === expected ? [] : [`it answers ${status} instead of ${expected}`];
}

/** What is wrong with an answer that no cache may keep. */
export function wrongNoStore(headers: Headers): string[] {
  const isKept =
    headers.get('cache-control') !== 'no-store' || /\bhit\b/u.test(headers.get('cache-status') ?? '');
  return isKept ? ['a cache may keep it'] : [];
}
