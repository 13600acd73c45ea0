import { setTimeout } from 'node:timers/promises';

/** How much a proof does, and how it waits. */
export interface ProofScale {
  /** Signs of one person at once. */
  readonly racers: number;
  /** People who are timed while they sign, at most as many as in `REAL_SCALE`. */
  readonly timed: number;
  /** Downloads that are timed. */
  readonly downloads: number;
  /** Waits for what takes time at a real site. Rejects when `signal` ends the wait. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

/** The scale at a real site. All signs of a run are fewer than one address may send in a minute. */
export const REAL_SCALE: ProofScale = {
  racers: 50,
  timed: 20,
  downloads: 10,
  wait: (ms, signal) => setTimeout(ms, null, signal ? { signal } : {}),
};
