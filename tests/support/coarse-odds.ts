import { COARSE_MIN } from '#domain/coarse-number.ts';
import { AMOUNT_WEIGHTS, DISTANCE_MIN, DISTANCE_WEIGHTS } from '#secret/coarse-draw.ts';

/** How likely each whole number is. */
export type Law = ReadonlyMap<number, number>;

/** How likely an attacker is to see each thing: if the address had signed before, and if it had not. */
export type Seen = readonly [Map<string, number>, Map<string, number>];

/** The law of an amount. */
export const AMOUNTS = lawOf(AMOUNT_WEIGHTS, 0);
/** The law of a rise, and of a fall. */
export const DISTANCES = lawOf(DISTANCE_WEIGHTS, DISTANCE_MIN);

function lawOf(weights: readonly number[], least: number): Law {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(weights.map((weight, index) => [least + index, weight / total]));
}

/**
 * The law of the standing amount less the next one. The public sees that, added to what came. `standing` is given to
 * somebody who knows the true number, and so the standing amount.
 */
export function differences(standing?: number): Law {
  const law = new Map<number, number>();
  for (const [before, p] of standing === undefined ? AMOUNTS : [[standing, 1] as const]) {
    for (const [next, q] of AMOUNTS) law.set(before - next, (law.get(before - next) ?? 0) + p * q);
  }
  return law;
}

/** What an attacker sees of a change: its hour, and by how much the number grew. */
export function sight(hour: number, grown: number): string {
  return `${hour}: ${grown}`;
}

/** That no change came. */
export const NOTHING = 'nothing';

/**
 * What an attacker sees who adds and withdraws by a plan, hour by hour. Nobody else comes or goes. The address is one
 * of those added at the start. A number that `isHidden` is 0 before the test.
 */
export function inQuiet(plan: readonly number[], shown: Law, { isHidden = false } = {}): Seen {
  const seen = [0, 1].map((isNew) => {
    const table = new Map<string, number>();
    for (const [rise, p] of DISTANCES) {
      for (const [fall, q] of DISTANCES) {
        const reached = plan.flatMap((moved, hour) =>
          moved + isNew >= rise || -moved - isNew >= fall ? [{ hour, came: moved + isNew }] : [],
        );
        for (const [less, r] of shown) {
          const changed = reached.find(
            ({ came }) => came + less !== 0 && (!isHidden || came + less >= COARSE_MIN),
          );
          const what = changed ? sight(changed.hour, changed.came + less) : NOTHING;
          table.set(what, (table.get(what) ?? 0) + p * q * r);
        }
      }
    }
    return table;
  });
  return [seen[0] ?? new Map(), seen[1] ?? new Map()];
}

/** The odds of one thing seen, whichever way they move; infinite where it is certain. */
function oddsOf([before, after]: Seen, what: string): number {
  const [p, q] = [before.get(what) ?? 0, after.get(what) ?? 0];
  return Math.max(p, q) / Math.min(p, q);
}

/** What a test is worth. Every share is one of all tests, where half of the addresses had signed before. */
export interface Worth {
  /** The share of tests that move the odds by at most 1.1 to 1. */
  readonly within: number;
  /** The share of tests that end in certainty. */
  readonly certain: number;
  /** The odds that are not passed in so many of a hundred tests. */
  readonly oddsIn: (percent: number) => number;
}

/** What a test is worth, from how likely each sight is. */
export function worthOf(seen: Seen): Worth {
  const [before, after] = seen;
  return worthOfAll(
    [...new Set([...before.keys(), ...after.keys()])].map((what) => ({
      odds: oddsOf(seen, what),
      share: ((before.get(what) ?? 0) + (after.get(what) ?? 0)) / 2,
    })),
  );
}

/** What tests are worth, from the odds of each. */
export function worthOfAll(tests: readonly { readonly odds: number; readonly share: number }[]): Worth {
  const sorted = tests.toSorted((a, b) => a.odds - b.odds);
  const total = sorted.reduce((sum, { share }) => sum + share, 0);
  const shareOf = (isMeant: (odds: number) => boolean) =>
    sorted.filter(({ odds }) => isMeant(odds)).reduce((sum, { share }) => sum + share, 0) / total;
  return {
    within: shareOf((odds) => odds <= 1.1 + 1e-9),
    certain: shareOf((odds) => odds === Infinity),
    oddsIn: (percent) => {
      let sum = 0;
      return sorted.find(({ share }) => (sum += share) >= (percent / 100) * total - 1e-9)?.odds ?? Infinity;
    },
  };
}
