import { isWordKey, type Translator, type Values } from '#i18n/translate.ts';

/** One mistake in a request. `field` is set only if the mistake belongs to a field. */
export interface RequestError {
  readonly field?: string;
  readonly code: string;
}

/** The header of an answer that no cache may keep: it is for one person, or for one moment. */
export const NO_STORE = { 'cache-control': 'no-store' } as const;

/** The header of every 503: seconds until the next try. */
export const RETRY_AFTER = { 'retry-after': '60' } as const;

/** An answer in JSON that no cache keeps. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers: { ...NO_STORE, ...headers } });
}

/**
 * An answer with `{"errors":[{"field":"email","code":"email.invalid","message":"…"}]}`. Messages are in the
 * language of `t`; `details` are numbers for scripts.
 */
export function jsonErrors(
  status: number,
  errors: readonly RequestError[],
  t: Translator,
  {
    headers = {},
    values = {},
    details = {},
  }: {
    headers?: Readonly<Record<string, string>>;
    values?: Values;
    details?: Readonly<Record<string, number>>;
  } = {},
): Response {
  const withMessages = errors.map((error) => ({ ...error, message: messageOf(error, t, values) }));
  const retry = status === 503 ? RETRY_AFTER : {};
  return json(status, { errors: withMessages, ...details }, { ...retry, ...headers });
}

/** A 503 with one error: the caller may try again later. */
export function unavailable(code: string, t: Translator): Response {
  return jsonErrors(503, [{ code }], t);
}

/** An error's message in words. Throws a `RangeError` for a code without words; tests find such codes. */
export function messageOf({ code }: RequestError, t: Translator, values: Values = {}): string {
  const key = `error.${code}`;
  if (!isWordKey(key)) throw new RangeError(`There are no words for the code ${code}.`);
  return t(key, values);
}
