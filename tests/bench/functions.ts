import { countPath, signaturesPath } from '#domain/api-paths.ts';

type Endpoint = (
  request: Request,
  context: { params: Record<string, string>; deploy: { context: string } },
) => Promise<Response>;

export const CAMPAIGN = 'clean-river';
const TOKEN = 'T'.repeat(40);
const ORIGIN = 'https://petition.example';
const CONTEXT = { params: { campaign: CAMPAIGN }, deploy: { context: '' } };

/** The environment of a deploy, without the context of the store. */
export const SETTINGS = { SIGNATURE_SECRET: 's'.repeat(32), ORGANIZER_TOKENS: `ana:${TOKEN}` } as const;

/** Imports the function only when a benchmark measures it. Functions read their environment at import. */
export async function signFunction(): Promise<(request: Request) => Promise<Response>> {
  return bound((await import('../../netlify/functions/sign.ts')).default);
}

export async function countFunction(): Promise<() => Promise<Response>> {
  const count = bound((await import('../../netlify/functions/count.ts')).default);
  const { keptCounts } = await import('#endpoint/counting-services.ts');
  return () => {
    keptCounts.forget();
    return count(new Request(new URL(countPath(CAMPAIGN), ORIGIN)));
  };
}

/** Requests a part as an organizer does. */
export async function downloadFunction(): Promise<(part: string) => Promise<Response>> {
  const download = bound((await import('../../netlify/functions/download.ts')).default);
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (part) =>
    download(
      new Request(new URL(`${signaturesPath(CAMPAIGN)}?format=ndjson&part=${part}`, ORIGIN), { headers }),
    );
}

/** The request that a browser without JavaScript sends for the form. */
export function signRequest(person: number): Request {
  const form = {
    name: 'Ada Lovelace',
    email: `ada-${person}@example.org`,
    country: 'US',
    updates: 'on',
    locale: 'en',
  };
  const body = new URLSearchParams(form);
  return new Request(new URL(signaturesPath(CAMPAIGN), ORIGIN), {
    method: 'POST',
    headers: {
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      'content-length': String(body.toString().length),
    },
    body,
  });
}

function bound(endpoint: Endpoint): (request: Request) => Promise<Response> {
  return (request) => endpoint(request, CONTEXT);
}
