import { type CoarseNumber, publishCoarse } from '#domain/coarse-number.ts';
import { coarseDraw } from '#secret/coarse-draw.ts';
import { AMOUNTS, DISTANCES, type Law, NOTHING, type Seen, sight } from './coarse-odds.ts';

const HOUR_MS = 3_600_000;
/** So many signatures stand before a test, if the number is shown. */
const STANDING = 1_000;

/** A campaign with a secret of its own, whose number changed on the first day at midnight. */
export class SomeCampaign {
  readonly #draw: (change: number) => ReturnType<typeof coarseDraw>;
  #standing: CoarseNumber | null;
  #hour = 0;
  /** The true number. */
  count: number;

  constructor(name: string, { isHidden = false } = {}) {
    this.#draw = (change) => coarseDraw(`the secret of the campaign ${name}`, 'a-campaign', change);
    this.count = isHidden ? 0 : STANDING;
    this.#standing = isHidden ? null : this.#publish(null);
    this.#hour = 24;
  }

  /** What is published. */
  get online(): number {
    return this.#standing?.online ?? 0;
  }

  /** The hourly run. True if the number changed. */
  runHourly(): boolean {
    const next = this.#publish(this.#standing);
    this.#hour += 1;
    if (next) this.#standing = next;
    return next !== null;
  }

  /** Until the next day. */
  sleep(): void {
    this.#hour = Math.ceil((this.#hour + 1) / 24) * 24;
  }

  #publish(standing: CoarseNumber | null): CoarseNumber | null {
    const day = new Date(this.#hour * HOUR_MS).toISOString().slice(0, 10);
    return publishCoarse(standing, { day, true: this.count }, this.#draw);
  }
}

/** Numbers from 0 to below 1 that look random, and are the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  // The generator of Numerical Recipes: its upper bits are good enough for arrivals.
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** How many come in a time in which `mean` come on average (Poisson, by Knuth). */
export function arrivals(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** What is rarer is left out. */
const RAREST = 1e-6;

function poisson(mean: number): number[] {
  const law = [Math.exp(-mean)];
  for (let count = 1; (law.at(-1) ?? 0) > RAREST || count < mean; count += 1) {
    law.push(((law.at(-1) ?? 0) * mean) / count);
  }
  return law;
}

/**
 * What an attacker sees who only adds, by a plan. Others sign at a known mean of so many an hour. The attacker follows
 * every way in which they may have come.
 */
export function inSlow(plan: readonly number[], shown: Law, mean: number): Seen {
  const steps = poisson(mean);
  const seen = [0, 1].map((isNew) => {
    const table = new Map<string, number>();
    const add = (what: string, share: number) => table.set(what, (table.get(what) ?? 0) + share);
    for (const [rise, p] of DISTANCES) {
      // A difference of −10 to −29 can keep the number as it was, and then no change comes. The others cannot.
      const free = [...shown].filter(([less]) => less > -10);
      for (const laws of [free, ...[...shown].filter(([less]) => less <= -10).map((one) => [one])]) {
        const only = laws.length === 1 ? laws[0]?.[0] : undefined;
        const stays = (grown: number) => grown < rise || grown + (only ?? Infinity) === 0;
        const { changes, nothing } = follow(
          plan.map((moved) => moved + isNew),
          stays,
          steps,
        );
        for (const [less, r] of laws) {
          for (const [hour, byGrown] of changes.entries()) {
            for (const [grown, share] of byGrown) add(sight(hour, grown + less), p * r * share);
          }
          add(NOTHING, p * r * nothing);
        }
      }
    }
    return table;
  });
  return [seen[0] ?? new Map(), seen[1] ?? new Map()];
}

interface Followed {
  /** For each hour, how likely a change is, by how much the true number had grown. */
  readonly changes: readonly Map<number, number>[];
  readonly nothing: number;
}

/** Follows how many others came, hour by hour, for as long as the number stays. */
function follow(
  plan: readonly number[],
  stays: (grown: number) => boolean,
  steps: readonly number[],
): Followed {
  let others = [1];
  const changes = plan.map((moved) => {
    const changed = new Map<number, number>();
    const next = Array<number>(others.length + steps.length - 1).fill(0);
    for (const [before, share] of others.entries()) {
      for (const [came, q] of steps.entries()) {
        const grown = moved + before + came;
        if (stays(grown)) next[before + came] = (next[before + came] ?? 0) + share * q;
        else changed.set(grown, (changed.get(grown) ?? 0) + share * q);
      }
    }
    others = next.slice(0, next.findLastIndex((share) => share > 0) + 1);
    return changed;
  });
  return { changes, nothing: others.reduce((sum, share) => sum + share, 0) };
}

/** A number that was read after a change, less the fakes in it. `isAfter` the signing with the address. */
export interface Reading {
  readonly real: number;
  readonly isAfter: boolean;
}

/**
 * The odds after readings one a day, each of another change that was sure to come. Others sign at a known mean of so
 * many a day. The attacker knows the true number at the first reading, or nothing of it.
 */
export function oddsOfReadings(readings: readonly Reading[], mean: number, known?: number): number {
  const steps = poisson(mean);
  const first = readings[0]?.real ?? 0;
  const likely = [0, 1].map((isNew) => {
    let states = new Map<number, number>();
    if (known === undefined) for (const amount of AMOUNTS.keys()) states.set(first + amount, 1);
    else states.set(known, 1);
    let logarithm = 0;
    for (const [day, { real, isAfter }] of readings.entries()) {
      const moved = new Map<number, number>();
      for (const [amount, p] of AMOUNTS) {
        const now = real + amount - (isAfter ? isNew : 0);
        let sum = 0;
        for (const [count, share] of states) {
          sum += share * (day === 0 ? Number(now === count) : (steps[now - count] ?? 0));
        }
        if (sum > 0) moved.set(now, sum * p);
      }
      // Very small numbers would become 0: their sum is kept apart.
      const sum = [...moved.values()].reduce((total, share) => total + share, 0);
      logarithm += Math.log(sum);
      states = new Map([...moved].map(([count, share]) => [count, share / sum] as const));
    }
    return logarithm;
  });
  const [before = 0, after = 0] = likely;
  return before === after ? 1 : Math.exp(Math.abs(before - after));
}
