import { differences, inQuiet, type Seen } from './coarse-odds.ts';
import { inSlow } from './coarse-tests.ts';

/** How somebody tests whether an address has signed: they sign with it, and watch whether and how the number changes. */
export interface Attacker {
  readonly name: string;
  /** How many of their own signatures they have added by each hour, from the next day on. */
  readonly plan: readonly number[];
  /** How many others sign in an hour, on average. */
  readonly mean: number;
  /** True if they know the true number before the test. */
  readonly isKnown: boolean;
  /** True if the campaign is new, and its number is not shown yet. */
  readonly isHidden: boolean;
  /** What they may see. The standing amount is given to those who know the true number. */
  readonly sights: (standing: number) => Seen;
}

const hours = (length: number, moved: (hour: number) => number) =>
  Array.from({ length }, (_, hour) => moved(hour));
const DAYS_3 = 72;

/** What they do, beside signing with the address. */
const PLANS: readonly (readonly [string, readonly number[]])[] = [
  ['only reads', hours(DAYS_3, () => 0)],
  ['adds 5 at once', hours(DAYS_3, () => 5)],
  ['adds 15 at once', hours(DAYS_3, () => 15)],
  ['adds 20 at once', hours(DAYS_3, () => 20)],
  ['adds 25 at once', hours(DAYS_3, () => 25)],
  ['adds 40 at once', hours(DAYS_3, () => 40)],
  ['adds 400 at once', hours(DAYS_3, () => 400)],
  ['withdraws 40 at once', hours(DAYS_3, () => -40)],
  ['adds one an hour', hours(DAYS_3, (hour) => hour)],
  ['withdraws one an hour', hours(DAYS_3, (hour) => -hour)],
  ['adds and withdraws by turns', hours(DAYS_3, (hour) => (9 + Math.floor(hour / 2)) * (hour % 2 ? -1 : 1))],
];

const once = <Value>(find: (key: number) => Value) => {
  const found = new Map<number, Value>();
  return (key: number): Value => {
    const value = found.get(key) ?? find(key);
    found.set(key, value);
    return value;
  };
};

const quiet = PLANS.flatMap(([name, plan]): Attacker[] => {
  // One hour of a level plan is as good as all.
  const least = plan.every((moved) => moved === plan[0]) ? plan.slice(0, 1) : plan;
  const unknown = once(() => inQuiet(least, differences()));
  const known = once((standing) => inQuiet(least, differences(standing)));
  const rest = { plan, mean: 0, isHidden: false };
  return [
    { ...rest, name, isKnown: false, sights: () => unknown(0) },
    { ...rest, name: `${name}, knowing the number`, isKnown: true, sights: known },
  ];
});

const slow = PLANS.filter(([name]) => ['only reads', 'adds 15 at once'].includes(name)).map(
  ([name, plan]): Attacker => {
    const mean = 6 / 24;
    const sights = once(() => inSlow(plan, differences(), mean));
    const told = `${name}, while 6 a day sign`;
    return { name: told, plan, mean, isKnown: false, isHidden: false, sights: () => sights(0) };
  },
);

const UNTIL_SHOWN = hours(60, (hour) => hour);
const hidden = once(() => inQuiet(UNTIL_SHOWN, differences(0), { isHidden: true }));

/** Attackers, each with all that they may see. Of two who differ only in what they know, both are here. */
export const ATTACKERS: readonly Attacker[] = [
  ...quiet,
  ...slow,
  {
    name: 'adds one an hour to an empty campaign, until its number is shown',
    plan: UNTIL_SHOWN,
    mean: 0,
    isKnown: true,
    isHidden: true,
    sights: () => hidden(0),
  },
];
