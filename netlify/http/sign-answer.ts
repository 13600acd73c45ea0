import { campaignPath, thanksPath } from '#content/addresses.ts';
import type { Site } from '#domain/campaign-schema.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import { json, jsonErrors, messageOf, NO_STORE, type RequestError } from './answer.ts';
import { fillPage } from './fill-page.ts';
import { noticePage } from './notice.ts';
import { wantsJson } from './read-body.ts';
import type { SiteFiles } from './site-files.ts';

/** What became of a request to sign. */
export type SignOutcome =
  | { readonly kind: 'accepted'; readonly locale: string }
  | {
      readonly kind: 'refused';
      readonly status: 403 | 404 | 409 | 413 | 415 | 422 | 503;
      readonly errors: readonly RequestError[];
      readonly locale: string;
      /** What the supporter typed, to come back to them. */
      readonly typed?: Readonly<Record<string, unknown>>;
    };

/** Seconds after which to sign again when the store failed. */
const RETRY_AFTER = { 'retry-after': '60' } as const;

/** One outcome in the two forms of the contract: pages for browsers without JavaScript, JSON for the others. */
export async function toSignAnswer(
  outcome: SignOutcome,
  request: Request,
  { slug, site, files }: { slug: string; site: Site; files: SiteFiles },
): Promise<Response> {
  const isJson = wantsJson(request);
  if (outcome.kind === 'accepted') {
    if (isJson) return json(200, { status: 'accepted' });
    return new Response(null, {
      status: 303,
      headers: { ...NO_STORE, location: thanksPath(outcome.locale, slug, site) },
    });
  }
  const { status, errors, locale } = outcome;
  const t = translator(locale);
  const headers = status === 503 ? RETRY_AFTER : {};
  if (isJson) return jsonErrors(status, errors, t, { headers });
  if (status === 404) return noticePage(404, 'campaign.unknown', files);
  const page = await files.page(campaignPath(locale, slug, site));
  return page === null ? toPlainText(outcome, t) : toFilledPage(page, outcome, t, headers);
}

type Refused = Extract<SignOutcome, { kind: 'refused' }>;

function toFilledPage(
  page: string,
  { status, errors, typed = {} }: Refused,
  t: Translator,
  headers: Readonly<Record<string, string>>,
): Response {
  const html = fillPage(page, {
    titlePrefix: t('error.titlePrefix'),
    errors: errors.map((error) => ({ ...error, message: messageOf(error, t) })),
    values: textsOf(typed),
  });
  return new Response(html, {
    status,
    headers: { ...NO_STORE, ...headers, 'content-type': 'text/html; charset=utf-8' },
  });
}

/** Should a deploy have lost its pages, the words still reach the supporter. */
function toPlainText({ status, errors }: Refused, t: Translator): Response {
  const text = [t('error.summary'), ...errors.map((error) => messageOf(error, t))].join('\n');
  return new Response(text, {
    status,
    headers: { ...NO_STORE, 'content-type': 'text/plain; charset=utf-8' },
  });
}

/** Only texts come back; an unticked box is an absent key, so it is told apart from one never shown. */
function textsOf(typed: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(typed).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { updates: '', ...Object.fromEntries(texts) };
}
