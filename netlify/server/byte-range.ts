import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'range-parser';

/** A part of a body: the places of its first and its last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The part that a request asks for; `null` if the whole is to be sent. So are several parts, what is
 * no range, and an `If-Range` of another body (RFC 9110, 14.2).
 */
export function rangeOf(
  headers: IncomingHttpHeaders,
  etag: string,
  bytes: number,
): ByteRange | 'unsatisfiable' | null {
  const { range = '', 'if-range': ifRange = etag } = headers;
  if (ifRange !== etag || bytes === 0) return null;
  const { code, type, ranges } = parse(bytes, range);
  if (type !== 'bytes' || (code & 1) !== 0) return null;
  const [first, ...more] = ranges;
  if (first === undefined) return 'unsatisfiable';
  return more.length > 0 ? null : first;
}
