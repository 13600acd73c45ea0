import { campaignPath, thanksPath } from '#domain/page-paths.ts';
import type { Site } from '#domain/site.ts';
import type { BuiltPages } from '#html/built-pages.ts';
import { fillPage } from '#html/fill-page.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import { wantsJson } from './accept.ts';
import { json, jsonErrors, messageOf, NO_STORE, type RequestError, RETRY_AFTER } from './answer.ts';
import { noticePage } from './notice.ts';

/** The answer to a request to sign. */
export type SignAnswer =
  { readonly kind: 'accepted'; readonly locale: string; readonly slug: string } | SignRefusal;

/** A refused request to sign, with its status and errors. */
export interface SignRefusal {
  readonly kind: 'refused';
  readonly status: 403 | 404 | 409 | 413 | 415 | 422 | 503;
  readonly errors: readonly RequestError[];
  readonly locale: string;
  /** The typed values, which the page shows again. */
  readonly typed: Readonly<Record<string, unknown>>;
}

/**
 * The HTTP answer: a page for browsers without JavaScript, JSON for other clients. `slug` is `null` if there
 * is no campaign, and then there is no page of it.
 */
export async function toSignResponse(
  answer: SignAnswer,
  request: Request,
  { slug, site, pages }: { slug: string | null; site: Site; pages: BuiltPages },
): Promise<Response> {
  const isJson = wantsJson(request);
  if (answer.kind === 'accepted') {
    if (isJson) return json(200, { status: 'accepted' });
    return new Response(null, {
      status: 303,
      headers: { ...NO_STORE, location: thanksPath(answer.locale, answer.slug, site) },
    });
  }
  const { status, errors, locale } = answer;
  const t = translator(locale);
  if (isJson) return jsonErrors(status, errors, t);
  if (status === 404) return noticePage(404, 'campaign.unknown', pages);
  const page = slug === null ? null : await pages.page(campaignPath(locale, slug, site));
  return page === null ? toPlainText(answer, t) : toFilledPage(page, answer, t);
}

function toFilledPage(page: string, { status, errors, typed }: SignRefusal, t: Translator): Response {
  const html = fillPage(page, {
    titlePrefix: t('error.titlePrefix'),
    form: 'sign',
    errors: errors.map((error) => ({ ...error, message: messageOf(error, t) })),
    values: textsOf(typed),
  });
  return new Response(html, {
    status,
    headers: { ...NO_STORE, ...retryAfter(status), 'content-type': 'text/html; charset=utf-8' },
  });
}

/** Without a built page, the supporter still gets the words of the errors. */
function toPlainText({ status, errors }: SignRefusal, t: Translator): Response {
  const text = [t('error.summary'), ...errors.map((error) => messageOf(error, t))].join('\n');
  return new Response(text, {
    status,
    headers: { ...NO_STORE, ...retryAfter(status), 'content-type': 'text/plain; charset=utf-8' },
  });
}

function retryAfter(status: number): Readonly<Record<string, string>> {
  return status === 503 ? RETRY_AFTER : {};
}

/**
 * Keeps only texts. An unticked box sends no key, so `updates` is set to '' to differ from a box not shown.
 */
function textsOf(typed: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(typed).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { updates: '', ...Object.fromEntries(texts) };
}
