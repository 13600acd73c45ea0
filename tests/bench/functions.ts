import { countPath, newsApiPath, signaturesPath, withdrawalMailsPath } from '#domain/api-paths.ts';
import type { OpenStores } from '#store/stores.ts';
import { MAIL_FROM } from '../functions/content.ts';

type Endpoint = (
  request: Request,
  context: { params: Record<string, string>; deploy: { context: string } },
) => Promise<Response>;

export const CAMPAIGN = 'clean-river';
/** A campaign that demands confirmation. */
const BY_MAIL = 'by-mail';
export const TOKEN = 'T'.repeat(40);
const ORIGIN = 'https://petition.example';
const CONTEXT = { params: { campaign: CAMPAIGN }, deploy: { context: '' } };

/** The environment of a deploy, without the context of the store. */
export const SETTINGS = {
  SIGNATURE_SECRET: 's'.repeat(32),
  ORGANIZER_TOKENS: `ana:${TOKEN}`,
  MAIL_FROM,
  URL: ORIGIN,
} as const;

/** Imports the function only when a benchmark measures it. Functions read their environment at import. */
export async function signFunction(stores?: OpenStores): Promise<(request: Request) => Promise<Response>> {
  const sign = (await import('../../netlify/functions/sign.ts')).default;
  return (request) => sign(request, { ...CONTEXT, ...(stores && { stores }) });
}

export async function countFunction(): Promise<() => Promise<Response>> {
  const count = bound((await import('../../netlify/functions/count.ts')).default);
  const { forgetNumbers } = await import('#endpoint/counting-services.ts');
  return () => {
    forgetNumbers();
    return count(new Request(new URL(countPath(CAMPAIGN), ORIGIN)));
  };
}

/** What a mail can be asked for. */
export type MailKind = 'signing' | 'withdrawing' | 'news';

/** Asks for a mail of each kind, as the page's own script does. Throws if a request is refused. */
export async function mailFunctions(): Promise<Record<MailKind, (email: string) => Promise<void>>> {
  const sign = (await import('../../netlify/functions/sign.ts')).default;
  const withdrawalMail = (await import('../../netlify/functions/withdrawal-mail.ts')).default;
  const news = (await import('../../netlify/functions/news.ts')).default;
  const asking = (endpoint: Endpoint, path: string) => async (email: string) => {
    const request = new Request(new URL(path, ORIGIN), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ name: 'Ada Lovelace', email, locale: 'en' }),
    });
    const response = await endpoint(request, { params: { campaign: BY_MAIL }, deploy: { context: '' } });
    if (response.status !== 202) throw new RangeError(`A request was answered ${response.status}.`);
    await response.text();
  };
  return {
    signing: asking(sign, signaturesPath(BY_MAIL)),
    withdrawing: asking(withdrawalMail, withdrawalMailsPath(BY_MAIL)),
    news: asking(news, newsApiPath(BY_MAIL)),
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
