import type { SignatureStore } from '#store/signature-store.ts';

/** A count is at least this old before a new count. */
const MIN_AGE_S = 10;
const MAX_AGE_S = 300;
/** At most one of this many seconds goes into counting. */
const REST_PER_WORK = 30;

/** A campaign's number of signatures in the store, as it was counted. */
export interface KeptCount {
  readonly online: number;
  /** The moment at which counting began. */
  readonly asOf: Date;
  /** Until then nobody counts again, by the clock of `performance.now()`. */
  readonly freshUntilMs: number;
}

/**
 * The last count of each published campaign, while this process lives. Whoever asks gets the kept count until
 * its age is over. Then one count runs, and everybody who asks meanwhile waits for it. A failure is not kept.
 */
export class KeptCounts {
  readonly #last = new Map<string, KeptCount>();
  readonly #underway = new Map<string, Promise<KeptCount>>();

  /** The last good count, of whatever age. */
  last(slug: string): KeptCount | undefined {
    return this.#last.get(slug);
  }

  /** A count that is not older than its age. Rejects if it must count and the store fails. */
  fresh(slug: string, count: SignatureStore['count'], asOf: Date): Promise<KeptCount> {
    const last = this.#last.get(slug);
    if (last && performance.now() < last.freshUntilMs) return Promise.resolve(last);
    const underway = this.#underway.get(slug) ?? this.#count(slug, count, asOf);
    this.#underway.set(slug, underway);
    return underway;
  }

  /** Forgets every count, so that the next request counts. */
  forget(): void {
    this.#last.clear();
  }

  async #count(slug: string, count: SignatureStore['count'], asOf: Date): Promise<KeptCount> {
    const startedMs = performance.now();
    try {
      const online = await count(slug);
      const endedMs = performance.now();
      const counted = { online, asOf, freshUntilMs: endedMs + ageMs(endedMs - startedMs) };
      this.#last.set(slug, counted);
      return counted;
    } finally {
      this.#underway.delete(slug);
    }
  }
}

/** A count that takes longer is kept longer, so that counting is never the load. */
function ageMs(costMs: number): number {
  return Math.min(MAX_AGE_S * 1000, Math.max(MIN_AGE_S * 1000, costMs * REST_PER_WORK));
}
