import type { BuiltPages } from '#html/built-pages.ts';
import { fillNotice } from '#html/fill-page.ts';
import { type Translator, translator, type WordKey } from '#i18n/translate.ts';
import { wantsPage } from './accept.ts';
import { jsonErrors, messageOf, NO_STORE } from './answer.ts';

/** A refusal as JSON, or for a browser as a page with a link to the campaigns. */
export async function refuse(
  request: Request,
  {
    status,
    code,
    headers = {},
  }: { status: 401 | 403 | 404 | 405; code: string; headers?: Readonly<Record<string, string>> },
  { pages, t }: { pages: BuiltPages; t: Translator },
): Promise<Response> {
  if (wantsPage(request)) return noticePage(status, code, pages, headers);
  return jsonErrors(status, [{ code }], t, { headers });
}

/** The 404 page in all languages, with the reason of the refusal and a link to the campaigns. */
export async function noticePage(
  status: 401 | 403 | 404 | 405 | 429 | 503,
  code: string,
  pages: BuiltPages,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const page = await pages.page('/404.html');
  const html = page && fillNotice(page, (locale) => toWords(status, code, locale));
  return new Response(html ?? messageOf({ code }, translator('en')), {
    status,
    headers: { ...NO_STORE, ...headers, 'content-type': `text/${html ? 'html' : 'plain'}; charset=utf-8` },
  });
}

const TITLES = {
  401: 'notice.401.title',
  403: 'notice.403.title',
  404: 'notice.404.title',
  405: 'notice.405.title',
  429: 'notice.429.title',
  503: 'notice.503.title',
} as const satisfies Record<number, WordKey>;

function toWords(status: keyof typeof TITLES, code: string, locale: string) {
  const t = translator(locale);
  const title = code === 'campaign.draft' ? 'notice.draft.title' : TITLES[status];
  return { title: t(title), text: textOf(status, code, t) };
}

function textOf(status: keyof typeof TITLES, code: string, t: Translator): string {
  // A supporter who reloads the page of errors comes here, and one whose network sends too much.
  if (status === 401 || status === 429) return t(`notice.${status}.text`);
  return messageOf({ code }, t);
}
