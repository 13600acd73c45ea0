import { countPath, signaturesPath } from '#domain/api-paths.ts';
import { wrongHeaders, wrongNoStore, wrongStatus } from './answer-check.ts';
import { type Finding, judge } from './finding.ts';
import { askAsAnybody } from './public-request.ts';

/**
 * Pages and refusals carry the security headers, and a draft is hidden. It asks without a token, as anybody
 * may.
 */
export async function proveHeaders(origin: string, draft: string): Promise<Finding[]> {
  return [
    await proveFrontPage(origin),
    await proveNotFound(origin),
    await proveRefusal(new URL(signaturesPath(draft), origin)),
    await proveDraftIsHidden(origin, draft),
    await proveHttps(new URL(origin)),
  ];
}

/** The front page carries the security headers. */
export function proveFrontPage(origin: string): Promise<Finding> {
  return provePage('The front page carries the security headers', new URL('/', origin), 200);
}

/** An address that leads nowhere says so. */
export function proveNotFound(origin: string): Promise<Finding> {
  const nowhere = new URL('/undersigned-proof-nowhere/', origin);
  return provePage('An unknown address answers 404, with them', nowhere, 404);
}

async function provePage(what: string, address: URL, status: number): Promise<Finding> {
  const response = await askAsAnybody(address);
  return judge(what, [...wrongStatus(response.status, status), ...wrongHeaders(response.headers)]);
}

async function proveRefusal(address: URL): Promise<Finding> {
  const response = await askAsAnybody(address);
  return judge('A download without a token is refused, with them and no-store', [
    ...wrongStatus(response.status, 401),
    ...wrongHeaders(response.headers),
    ...wrongNoStore(response.headers),
  ]);
}

/** Nobody sees a draft, but in a preview, which search engines must not list. */
export async function proveDraftIsHidden(origin: string, draft: string): Promise<Finding> {
  const page = await askAsAnybody(new URL(`/${draft}/`, origin));
  const count = await askAsAnybody(new URL(countPath(draft), origin));
  const isPreview = page.status === 200 && page.headers.get('x-robots-tag') === 'noindex';
  return judge(
    isPreview ? 'The draft has a page only as a preview, and no count' : 'The draft has no page and no count',
    [...(isPreview ? [] : wrongStatus(page.status, 404)), ...wrongStatus(count.status, 404)],
  );
}

/** Nobody stays on an open line. */
export async function proveHttps({ protocol, host }: URL): Promise<Finding> {
  const what = 'http:// leads to https://';
  if (protocol !== 'https:')
    return { what, verdict: 'unseen', detail: 'This machine is asked without https.' };
  const response = await askAsAnybody(new URL(`http://${host}/`)).catch(() => null);
  if (response === null) return { what, verdict: 'unseen', detail: 'Nothing answers at http://.' };
  const target = URL.parse(response.headers.get('location') ?? '');
  const isLed = target?.protocol === 'https:' && target.host === host;
  return judge(what, isLed ? [] : [`it answers ${response.status}`]);
}
