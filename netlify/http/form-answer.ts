import { PAGE_KEYS } from '#domain/supporter.ts';
import type { BuiltPages } from '#html/built-pages.ts';
import { fillPage, type PageFill } from '#html/fill-page.ts';
import { isWordKey, type Translator, translator } from '#i18n/translate.ts';
import { wantsJson } from './accept.ts';
import { json, jsonErrors, messageOf, NO_STORE, type RequestError, RETRY_AFTER } from './answer.ts';
import { noticePage } from './notice.ts';

/** The answer to a form that a supporter sends. */
export type FormAnswer = FormDone | FormPending | FormRefusal;

/** It is done: a browser goes on to a page, a script reads the status. */
interface FormDone {
  readonly kind: 'done';
  readonly to: string;
  readonly status: 200 | 202;
  readonly json: Readonly<Record<string, string>>;
}

/** A mail asks to confirm. The page of this path has a field for its code, and keeps the record. */
interface FormPending {
  readonly kind: 'pending';
  readonly path: string;
  readonly locale: string;
  readonly record: string;
}

/** A refused form, with its status and errors. */
export interface FormRefusal {
  readonly kind: 'refused';
  readonly status: 403 | 404 | 405 | 409 | 413 | 415 | 422 | 503;
  readonly errors: readonly RequestError[];
  readonly locale: string;
  /** The typed values, which the page shows again. */
  readonly typed: Readonly<Record<string, unknown>>;
  /** The page that shows the form again; `null` if there is no campaign. */
  readonly page: FilledForm | null;
}

/** A form of a built page. `shape` is the one of a page that has several. */
export interface FilledForm {
  readonly path: string;
  readonly form: string;
  readonly shape?: string;
}

/** The form for a code, on a page that also has one for a link. */
export const CODE_FORM = { form: 'confirm-code', shape: 'code' } as const;

/** The HTTP answer: a page for browsers without JavaScript, JSON for other clients. */
export async function toFormResponse(
  answer: FormAnswer,
  request: Request,
  pages: BuiltPages,
): Promise<Response> {
  const isJson = wantsJson(request);
  switch (answer.kind) {
    case 'done':
      if (isJson) return json(answer.status, answer.json);
      return new Response(null, { status: 303, headers: { ...NO_STORE, location: answer.to } });
    case 'pending':
      if (isJson) return json(202, { status: 'pending', record: answer.record });
      return toPendingPage(answer, pages);
    case 'refused':
      return isJson ? toJson(answer) : toRefusalPage(answer, pages);
  }
}

async function toPendingPage({ path, locale, record }: FormPending, pages: BuiltPages): Promise<Response> {
  const built = await pages.page(path);
  // Without the page there is still a way on: the mail has a link.
  if (built === null) return text(200, translator(locale)('sent.title'));
  return html(200, fillPage(built, { titlePrefix: '', errors: [], values: { record }, ...CODE_FORM }));
}

function toJson({ status, errors, locale }: FormRefusal): Response {
  return jsonErrors(status, errors, translator(locale), { headers: allowed(status) });
}

async function toRefusalPage(refusal: FormRefusal, pages: BuiltPages): Promise<Response> {
  const { status, errors, locale, typed, page } = refusal;
  const t = translator(locale);
  if (status === 404) return noticePage(404, errors[0]?.code ?? 'campaign.unknown', pages);
  if (status === 405) return noticePage(405, 'method.notAllowed', pages, allowed(status));
  if (page === null) return text(status, inWords(errors, t));
  const built = await pages.page(page.path);
  // Without a built page, the supporter still gets the words of the errors.
  if (built === null) return text(status, inWords(errors, t));
  const fill = {
    titlePrefix: t('error.titlePrefix'),
    errors: errors.map((error) => ({ ...error, message: messageOf(error, t) })),
    values: textsOf(typed),
  };
  return html(status, fillPage(built, { ...fill, ...page, ...(status === 409 && shutWords(errors, t)) }));
}

/** What the page of a campaign says that takes nothing now. */
function shutWords(errors: readonly RequestError[], t: Translator): Pick<PageFill, 'shut'> {
  const [error] = errors;
  const state = error?.code.replace('campaign.', '') ?? '';
  const title = state === 'preview' ? 'preview.label' : `status.${state}`;
  if (!error || !isWordKey(title)) return {};
  return { shut: { title: t(title), text: messageOf(error, t), sent: t('notice.notStored') } };
}

function inWords(errors: readonly RequestError[], t: Translator): string {
  return [t('error.summary'), ...errors.map((error) => messageOf(error, t))].join('\n');
}

function html(status: number, body: string): Response {
  return new Response(body, { status, headers: headersOf(status, 'html') });
}

function text(status: number, body: string): Response {
  return new Response(body, { status, headers: headersOf(status, 'plain') });
}

function headersOf(status: number, type: string): Readonly<Record<string, string>> {
  const retry = status === 503 ? RETRY_AFTER : {};
  return { ...NO_STORE, ...retry, 'content-type': `text/${type}; charset=utf-8` };
}

/** Every form is sent by POST. */
function allowed(status: number): Readonly<Record<string, string>> {
  return status === 405 ? { allow: 'POST' } : {};
}

/**
 * Keeps only texts. What a page itself sets stays as the page has it, whatever was sent. An unticked box sends
 * no key, so `updates` is set to '' to differ from a box not shown.
 */
function textsOf(typed: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(typed).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !PAGE_KEYS.some((key) => key === entry[0]),
  );
  return { updates: '', ...Object.fromEntries(texts) };
}
