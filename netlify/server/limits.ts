import type { ServerOptions } from 'node:http';
import type { Lingering } from './linger.ts';

/** How long and how large a request may be, and how many connections there may be. */
export interface Limits extends ServerOptions {
  /** For how long nothing may move on a connection while it is in use. */
  readonly idleMs: number;
  /** How many connections there may be. */
  readonly connections: number;
  /** What is done with a body that nobody wants. */
  readonly unread: Lingering;
  /** For how long requests under way may go on after the end is announced. */
  readonly graceMs: number;
}

/** The limits of a server. Node's parser is the strict one. */
export const LIMITS: Limits = {
  insecureHTTPParser: false,
  // We refuse a missing host ourselves, with our headers.
  requireHostHeader: false,
  maxHeaderSize: 16 * 1024,
  headersTimeout: 20_000,
  // A request with 128 KiB takes 20 s on a slow phone.
  requestTimeout: 60_000,
  // Longer than proxies keep a connection. So they never send a request into one that we close.
  keepAliveTimeout: 125_000,
  connectionsCheckingInterval: 5_000,
  idleMs: 60_000,
  connections: 8_000,
  unread: { bytes: 8 * 1024 * 1024, ms: 5_000 },
  graceMs: 30_000,
};
