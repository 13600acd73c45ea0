import { setTimeout } from 'node:timers/promises';
import { CommandError } from '#cli/command/command.ts';
import type { Pause } from '#cli/site/organizers-site.ts';
import type { Part } from '#domain/part.ts';
import type { RequestedPart } from './part-request.ts';

/** How fast a part is asked for again. */
export interface LoadingPace {
  /** The pause before the second try; every further pause is twice as long. */
  readonly firstPauseMs?: number;
  /** The pause after the site had too many requests from here. */
  readonly pause?: Pause;
}

/** How to ask for a part. */
export interface PartAsking extends LoadingPace {
  readonly ask: (part: Part, signal: AbortSignal) => Promise<RequestedPart>;
  /** Hears that a part is asked for again, or in smaller parts. */
  readonly retried: () => void;
}

/** The most tries for a part that breaks off, and for a site that does not answer. */
const TRIES = { broken: 3, unavailable: 6 } as const;
const FIRST_PAUSE_MS = 250;

/** How often the parts of one loading are asked for. */
export class PartTries {
  /**
   * True after one part failed for good. The others get one try each: what arrives is kept for the next
   * run.
   */
  isOneLost = false;
  /** True after the site answered anything. */
  #hasAnswered = false;
  readonly #asking: PartAsking;
  readonly #signal: AbortSignal;

  constructor(asking: PartAsking, signal: AbortSignal) {
    this.#asking = asking;
    this.#signal = signal;
  }

  /** Asks for a part until no further try is of use. Throws if the site never answered anything. */
  async ask(part: Part): Promise<Exclude<RequestedPart, { kind: 'unavailable' }>> {
    const { ask, retried, firstPauseMs = FIRST_PAUSE_MS } = this.#asking;
    for (let tries = 1; ; tries += 1) {
      this.#signal.throwIfAborted();
      const answer = await ask(part, this.#signal);
      this.#hasAnswered ||= answer.kind !== 'unavailable';
      if (answer.kind === 'whole' || answer.kind === 'tooLarge') return answer;
      if (tries >= this.#mostTries(answer.kind)) return this.#given(answer);
      retried();
      await setTimeout(firstPauseMs * 2 ** (tries - 1), undefined, { signal: this.#signal });
    }
  }

  #mostTries(kind: keyof typeof TRIES): number {
    if (this.isOneLost) return 1;
    return TRIES[this.#hasAnswered ? 'broken' : kind];
  }

  #given(answer: Extract<RequestedPart, { why: string }>): Extract<RequestedPart, { kind: 'broken' }> {
    if (answer.kind === 'broken') return answer;
    // This site answers other requests. The part may be too much for one function.
    if (this.#hasAnswered) return { kind: 'broken', why: answer.why, expected: null };
    throw new CommandError(1, `${answer.why}. Run the same command again later.`);
  }
}
