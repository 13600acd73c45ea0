import type { Tally } from '#domain/count.ts';

/** The tally of a campaign in which nothing happened. `changes` replaces some of its values. */
export function aTally(changes: Partial<Tally> = {}): Tally {
  return { online: 0, setAside: 0, erased: null, asOf: '2026-01-31T12:00:00.000Z', ...changes };
}
