import { isWordKey, type Translator, type Values } from '#i18n/translate.ts';

/** One thing that was wrong with a request. `field` only where there is one. */
export interface RequestError {
  readonly field?: string;
  readonly code: string;
}

/** Every answer but the count is for one person at one moment. */
export const NO_STORE = { 'cache-control': 'no-store' } as const;

/** Seconds after which to ask again, with every 503. */
export const RETRY_AFTER = { 'retry-after': '60' } as const;

/** An answer in JSON that no cache keeps. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers: { ...NO_STORE, ...headers } });
}

/** `{"errors":[{"field":"email","code":"email.invalid","message":"…"}]}`, in words of the locale; `details` are numbers for scripts. */
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
  const told = errors.map((error) => ({ ...error, message: messageOf(error, t, values) }));
  const retry = status === 503 ? RETRY_AFTER : {};
  return json(status, { errors: told, ...details }, { ...retry, ...headers });
}

/** A 503: what was asked may be done later. */
export function unavailable(code: string, t: Translator): Response {
  return jsonErrors(503, [{ code }], t);
}

/** An error's sentence. A code without words is a mistake of ours that the tests look for. */
export function messageOf({ code }: RequestError, t: Translator, values: Values = {}): string {
  const key = `error.${code}`;
  if (!isWordKey(key)) throw new RangeError(`There are no words for the code ${code}.`);
  return t(key, values);
}
