/** The desk forgets everything after this time without a key or a pointer (OWASP ASVS 5.0, 7.3.1). */
export const FORGET_AFTER_MS = 30 * 60_000;
/** It warns this long before. WCAG 2.2.1 asks for at least 20 s. */
export const WARN_BEFORE_MS = 2 * 60_000;

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'input', 'click'] as const;

/** What a watch needs from outside. */
export interface IdleWatchParts {
  /** Where keys and pointers are heard. */
  readonly target: EventTarget;
  /** True while the desk works by itself, such as while it loads. That counts as use. */
  readonly isBusy: () => boolean;
  /** Shows the time at which everything is forgotten; `null` removes the warning. */
  readonly warn: (until: Date | null) => void;
  /** True for what answers a warning. A pointer that only moves does not: it hid the button before the press. */
  readonly isAnswer: (event: Event) => boolean;
  readonly forget: () => void;
}

/** Ends a session that nobody uses. Someone who works meets no timer: it only looks how long ago they did. */
export class IdleWatch {
  readonly #parts: IdleWatchParts;
  #lastUse = 0;
  #isWarned = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: IdleWatchParts) {
    this.#parts = parts;
  }

  start(): void {
    for (const type of SIGNS_OF_LIFE) this.#parts.target.addEventListener(type, this.#used, PASSIVE);
    this.#lastUse = Date.now();
    this.#look();
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const type of SIGNS_OF_LIFE) this.#parts.target.removeEventListener(type, this.#used, PASSIVE);
    this.#say(null);
  }

  /** After a computer slept, the first key comes before the timer. It must not open an old session. */
  readonly #used = (event: Event): void => {
    if (this.#idleMs() >= FORGET_AFTER_MS) {
      this.#look();
      return;
    }
    if (this.#isWarned && !this.#parts.isAnswer(event)) return;
    this.#lastUse = Date.now();
    if (this.#isWarned) this.#look();
  };

  #idleMs(): number {
    if (this.#parts.isBusy()) this.#lastUse = Date.now();
    return Date.now() - this.#lastUse;
  }

  #look(): void {
    clearTimeout(this.#timer);
    const left = FORGET_AFTER_MS - this.#idleMs();
    if (left <= 0) {
      this.stop();
      this.#parts.forget();
      return;
    }
    const isNear = left <= WARN_BEFORE_MS;
    this.#say(isNear ? new Date(Date.now() + left) : null);
    this.#timer = setTimeout(() => this.#look(), isNear ? left : left - WARN_BEFORE_MS);
  }

  #say(until: Date | null): void {
    if (until === null && !this.#isWarned) return;
    this.#isWarned = until !== null;
    this.#parts.warn(until);
  }
}

const PASSIVE = { capture: true, passive: true };
