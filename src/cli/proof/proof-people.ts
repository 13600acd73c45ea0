import { REAL_SCALE } from './proof-scale.ts';

/**
 * Who signs in which check, so that no two checks meet. `timed` comes last and has as many people as the
 * scale says.
 */
export const PEOPLE = { first: 1, race: 2, spelled: 3, lost: [4, 5, 6, 7, 8], firstTimed: 9 } as const;

/** The people who are timed: `count` of them. */
export function timedPeople(count: number): number[] {
  return numbers(PEOPLE.firstTimed, count);
}

/** Everybody who ever signs in a proof, at the largest scale. */
export const EVERYBODY: readonly number[] = numbers(1, PEOPLE.firstTimed - 1 + REAL_SCALE.timed);

function numbers(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
