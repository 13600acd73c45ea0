import type { ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { type OwnStatus, rawAnswer } from './own-answer.ts';

/** How long and how large a request may be. Node's parser is the strict one. */
export const LIMITS = {
  insecureHTTPParser: false,
  maxHeaderSize: 16 * 1024,
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  // Longer than proxies keep a connection. So they never send a request into one that we close.
  keepAliveTimeout: 125_000,
  connectionsCheckingInterval: 5_000,
} as const satisfies ServerOptions;

const STATUSES: Readonly<Record<string, OwnStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers on a connection on which no request can be read, and ends it. */
export function refuseBroken(error: Error, socket: Duplex): void {
  const code = 'code' in error ? String(error.code) : '';
  if (socket.writable && code !== 'ECONNRESET') socket.end(rawAnswer(STATUSES[code] ?? 400));
  else socket.destroy();
}
