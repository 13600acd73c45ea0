/** The media types in which our functions answer. */
type AnswerType = 'application/json' | 'application/x-ndjson';

/**
 * True for a 200 in this type. A captive portal or a proxy between a client and the site answers 200 too, with
 * a page. Nothing was done then.
 */
export function isAnswerIn(type: AnswerType, response: Response): boolean {
  return response.status === 200 && isTyped(type, response);
}

/** True for an answer of any status in this type. */
export function isTyped(type: AnswerType, { headers }: Response): boolean {
  return headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() === type;
}

/** The refusals from which something follows: what the token may do, or that nothing was changed. */
const TELLING = [403, 404, 409, 422, 503];

/**
 * The status of a refusal. It is 0, as for a site out of reach, if only we could say it and something else did. A
 * 401 counts from anybody: to forget everything does no harm.
 */
export function refusalOf(response: Response): number {
  const { status } = response;
  return TELLING.includes(status) && !isTyped('application/json', response) ? 0 : status;
}
