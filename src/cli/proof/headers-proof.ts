import { countPath, signaturesPath } from '#domain/api-paths.ts';
import { wrongHeaders, wrongNoStore, wrongStatus } from './answer-check.ts';
import { type Finding, judge } from './finding.ts';
import { askAsAnybody } from './public-request.ts';

/**
 * Pages and refusals carry the security headers, and a draft is hidden. It asks without a token, as anybody
 * may.
 */
export async function proveHeaders(origin: string, draft: string): Promise<Finding[]> {
  const nowhere = '/undersigned-proof-nowhere/';
  return [
    await provePage('The front page carries the security headers', new URL('/', origin), 200),
    await provePage('An unknown address answers 404, with them', new URL(nowhere, origin), 404),
    await proveRefusal(new URL(signaturesPath(draft), origin)),
    await proveDraftIsHidden(new URL(`/${draft}/`, origin), new URL(countPath(draft), origin)),
    await proveHttps(new URL(origin)),
  ];
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

async function proveDraftIsHidden(page: URL, count: URL): Promise<Finding> {
  const answers = await Promise.all([askAsAnybody(page), askAsAnybody(count)]);
  return judge(
    'The draft has no page and no count',
    answers.flatMap((response) => wrongStatus(response.status, 404)),
  );
}

async function proveHttps({ protocol, host }: URL): Promise<Finding> {
  const what = 'http:// leads to https://';
  if (protocol !== 'https:')
    return { what, verdict: 'unseen', detail: 'This machine is asked without https.' };
  const response = await askAsAnybody(new URL(`http://${host}/`));
  const target = response.headers.get('location') ?? '';
  return judge(what, target.startsWith(`https://${host}`) ? [] : [`it answers ${response.status}`]);
}
