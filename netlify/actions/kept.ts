/** What was found out about a campaign is at least this old before somebody finds it out anew. */
const MIN_AGE_S = 10;
const MAX_AGE_S = 300;
/** At most one of this many seconds goes into finding out. */
const REST_PER_WORK = 30;

/** What was found out about a campaign. */
export interface KeptValue<Value> {
  readonly value: Value;
  /** Until then nobody asks again, by the clock of `performance.now()`. */
  readonly freshUntilMs: number;
}

/**
 * The last answer for each published campaign, while this process lives. Whoever asks gets the kept answer until
 * its age is over. Then one asks the store, and everybody who asks meanwhile waits for it. A failure is not kept.
 */
export class Kept<Value> {
  readonly #last = new Map<string, KeptValue<Value>>();
  readonly #underway = new Map<string, Promise<KeptValue<Value>>>();

  /** The last good answer, of whatever age. */
  last(slug: string): KeptValue<Value> | undefined {
    return this.#last.get(slug);
  }

  /** An answer that is not older than its age. Rejects if it must ask and the store fails. */
  fresh(slug: string, ask: () => Promise<Value>): Promise<KeptValue<Value>> {
    const last = this.#last.get(slug);
    if (last && performance.now() < last.freshUntilMs) return Promise.resolve(last);
    const underway = this.#underway.get(slug) ?? this.#ask(slug, ask);
    this.#underway.set(slug, underway);
    return underway;
  }

  /** Forgets every answer, so that the next request asks. */
  forget(): void {
    this.#last.clear();
  }

  async #ask(slug: string, ask: () => Promise<Value>): Promise<KeptValue<Value>> {
    const startedMs = performance.now();
    try {
      // A wait in every case: else a failure that comes at once is over before anybody waits, and is kept.
      const value = await Promise.resolve().then(ask);
      const endedMs = performance.now();
      const kept = { value, freshUntilMs: endedMs + ageMs(endedMs - startedMs) };
      this.#last.set(slug, kept);
      return kept;
    } finally {
      this.#underway.delete(slug);
    }
  }
}

/** An answer that takes longer is kept longer, so that finding it out is never the load. */
function ageMs(costMs: number): number {
  return Math.min(MAX_AGE_S * 1000, Math.max(MIN_AGE_S * 1000, costMs * REST_PER_WORK));
}
