/** Work on so many signatures ends at once. Work on more waits until the page has shown what was pressed. */
export const AT_ONCE = 500;

/** No longer than this at a time: a key or a press is answered in between. */
const SLICE_MS = 30;

/** Does one long piece of work in slices. A new piece replaces an old one. */
export class Slices {
  readonly #now: () => number;
  readonly #later: (slice: () => void) => void;
  #steps: Iterator<unknown> | null = null;

  constructor(
    now = () => performance.now(),
    later = (slice: () => void) => {
      setTimeout(slice);
    },
  ) {
    this.#now = now;
    this.#later = later;
  }

  /** Starts the work, and ends it at once if one slice is enough. */
  start(steps: Iterator<unknown>): void {
    this.#steps = steps;
    this.#slice(steps);
  }

  /** Starts the work once the page has shown what was pressed. */
  startLater(steps: Iterator<unknown>): void {
    this.#steps = steps;
    this.#goOnLater(steps);
  }

  /** Does all that is left. */
  finish(): void {
    while (this.#steps) this.#step(this.#steps);
  }

  /** Drops what is left. */
  stop(): void {
    this.#steps = null;
  }

  #slice(steps: Iterator<unknown>): void {
    const end = this.#now() + SLICE_MS;
    while (this.#steps === steps && this.#now() < end) this.#step(steps);
    if (this.#steps === steps) this.#goOnLater(steps);
  }

  #goOnLater(steps: Iterator<unknown>): void {
    this.#later(() => {
      this.#slice(steps);
    });
  }

  #step(steps: Iterator<unknown>): void {
    if (steps.next().done === true && this.#steps === steps) this.#steps = null;
  }
}
