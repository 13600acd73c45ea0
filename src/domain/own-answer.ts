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
