import { setImmediate } from 'node:timers/promises';
import { edgeCache } from '#server/edge-cache.ts';

/**
 * The cache of one machine, before an origin that tests choose. It follows the documentation of the platform's edge, as
 * far as our answers use it. Its times are in seconds, and tests set them.
 */
export class SharedCache {
  readonly #origin: (path: string) => Promise<Response>;
  readonly #cache = edgeCache(() => this.#nowMs);
  // Stands for the function that answers.
  readonly #route = {};
  #nowMs = 0;

  constructor(origin: (path: string) => Promise<Response>) {
    this.#origin = origin;
  }

  /** Resolves once a refresh that this request began is over, too. */
  async get(path: string, now: number): Promise<Response> {
    this.#nowMs = now * 1000;
    const { pathname, search } = new URL(path, 'https://cache.example');
    const asked = { method: 'GET', pathname, search, hasAuthorization: false };
    const calls: Promise<Response>[] = [];
    const answer = await this.#cache.answer(this.#route, asked, () => {
      const call = this.#origin(path);
      calls.push(call);
      return call;
    });
    if (calls.length > 0) {
      await Promise.allSettled(calls);
      await setImmediate();
    }
    if (answer.kind === 'passed') return answer.response;
    const { body, headers, status } = answer.representation;
    return new Response(new Uint8Array(body), { status, headers });
  }

  /** How many answers it keeps. */
  get size(): number {
    return this.#cache.size;
  }
}
