import type { ServedSite } from './served-site.ts';

/**
 * A request that a browser without JavaScript sends to the gallery's functions, and the status of the answer.
 */
export interface AnswerCase {
  readonly status: number;
  readonly what: string;
  readonly path: string;
  readonly method?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** True if the store fails during the request. */
  readonly fails?: boolean;
}

const good = { name: 'Aroha Ngata', email: 'aroha@example.org', locale: 'en' };

/** Every page that a function can answer with. */
export const PAGE_ANSWERS: readonly AnswerCase[] = [
  {
    status: 422,
    what: 'every field mistaken',
    path: '/api/campaigns/everything/signatures',
    form: {
      name: 'www.example.org',
      email: 'aroha@',
      postalCode: '6'.repeat(21),
      country: 'XX',
      comment: 'c'.repeat(1001),
      updates: 'perhaps',
      nameShown: 'loud',
      locale: 'en',
    },
  },
  { status: 422, what: 'in Spanish', path: '/api/campaigns/everything/signatures', form: { locale: 'es' } },
  {
    status: 422,
    what: 'in a language without words of its own',
    path: '/api/campaigns/everything/signatures',
    form: { locale: 'ar' },
  },
  {
    status: 503,
    what: 'the store fails',
    path: '/api/campaigns/everything/signatures',
    form: good,
    fails: true,
  },
  { status: 409, what: 'paused', path: '/api/campaigns/paused/signatures', form: { ...good, locale: 'es' } },
  { status: 409, what: 'closed', path: '/api/campaigns/closed/signatures', form: good },
  { status: 409, what: 'won', path: '/api/campaigns/won/signatures', form: good },
  { status: 409, what: 'not open yet', path: '/api/campaigns/not-open-yet/signatures', form: good },
  { status: 404, what: 'no such campaign', path: '/api/campaigns/nowhere/signatures', form: good },
  { status: 404, what: 'a draft', path: '/api/campaigns/secret-draft/signatures', form: good },
  { status: 401, what: 'an answer’s address loaded anew', path: '/api/campaigns/everything/signatures' },
  {
    status: 403,
    what: 'from another site',
    path: '/api/campaigns/everything/signatures',
    form: good,
    headers: { 'sec-fetch-site': 'cross-site' },
  },
  {
    status: 413,
    what: 'too large',
    path: '/api/campaigns/everything/signatures',
    form: { ...good, comment: 'c'.repeat(17_000) },
  },
  {
    status: 405,
    what: 'a method that is not there',
    method: 'PUT',
    path: '/api/campaigns/everything/signatures',
  },
  { status: 404, what: 'no such page', path: '/nowhere/' },
];

/** Sends the request of a case. */
export async function answerTo(
  { method, path, form, headers, fails }: AnswerCase,
  site: ServedSite,
): Promise<Response> {
  if (fails) site.blobs.faults.next('put', { status: 403 });
  return fetch(new URL(path, site.origin), {
    method: method ?? (form ? 'POST' : 'GET'),
    headers: { accept: 'text/html', ...headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
}
