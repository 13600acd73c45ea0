import { setTimeout } from 'node:timers/promises';
import { whileTooMany } from '#download/too-many.ts';

/** Waits this long, and less in tests. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** A deployed site, asked with an organizer's token. */
export class OrganizersSite {
  readonly origin: string;
  readonly #token: string;
  readonly #pause: Pause;

  constructor(
    origin: string,
    token: string,
    pause: Pause = (ms, signal) => setTimeout(ms, undefined, { signal }),
  ) {
    this.origin = origin;
    this.#token = token;
    this.#pause = pause;
  }

  /**
   * Sends a request. Rejects for a site out of reach. It follows no redirect: the token is for this site
   * only.
   */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.#token}`);
    headers.set('accept', 'application/json');
    return fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
  }

  /** Asks, and waits while the site gets too many requests from here. */
  patiently(ask: () => Promise<Response>, signal: AbortSignal): Promise<Response> {
    return whileTooMany(ask, (ms) => this.#pause(ms, signal));
  }
}
