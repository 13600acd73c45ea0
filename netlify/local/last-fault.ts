/** A fault of the program, as the terminal told it. */
export interface Fault {
  /** The first line of what was said. */
  readonly what: string;
  /** The first place in our code, as `file:line`; `null` where none is known. */
  readonly place: string | null;
}

/** Astro loads its log as a copy of its own. What stands here is seen by both copies. */
const PLACE = Symbol.for('undersigned.last-fault');
type Place = { [PLACE]?: Fault };

/** The terminal has just told this fault. */
export function noteFault(fault: Fault): void {
  (globalThis as Place)[PLACE] = fault;
}

/** The fault that the terminal told last. Astro and Vite tell each just before they answer. */
export function lastFault(): Fault | null {
  return (globalThis as Place)[PLACE] ?? null;
}
