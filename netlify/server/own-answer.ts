import type { ServerResponse } from 'node:http';
import { POLICY_OF_NOTHING } from '#domain/policies.ts';

/** The statuses of the server's own answers, in words. */
const WORDS = {
  200: 'OK',
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  417: 'Expectation Failed',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  501: 'Not Implemented',
  503: 'Service Unavailable',
} as const;

/** A status that the server answers with by itself. */
export type OwnStatus = keyof typeof WORDS;

/** The headers of the server's own answers. A browser may do nothing with them, and no cache keeps them. */
const CLOSED_HEADERS = {
  'Content-Security-Policy': POLICY_OF_NOTHING,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
  'Content-Type': 'text/plain; charset=utf-8',
} as const;

/** Answers with a status and its name. */
export function answerItself(
  outgoing: ServerResponse,
  status: OwnStatus,
  more: Readonly<Record<string, string>> = {},
): void {
  const body = textOf(status);
  const length = { 'Content-Length': String(body.length) };
  outgoing.writeHead(status, { ...CLOSED_HEADERS, ...more, ...length }).end(body);
}

/** The same for a connection on which no request can be read. It is the last word on it. */
export function rawAnswer(status: OwnStatus): string {
  const body = textOf(status);
  const headers = { ...CLOSED_HEADERS, 'Content-Length': String(body.length), Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${WORDS[status]}\r\n${lines.join('')}\r\n${body}`;
}

function textOf(status: OwnStatus): string {
  return status === 200 ? 'ok\n' : `${status} ${WORDS[status]}\n`;
}
