/** What is said in words of a number on its way to a goal, in the order it is said. */
export type Milestone = 'reached' | 'next' | 'quarter' | 'half' | 'threeQuarters';

export interface Progress {
  /** The goal to show: the campaign's own until that is reached, then the next sensible one. */
  readonly goal: number;
  /** The last goal that was reached; `null` before the first. */
  readonly reached: number | null;
  readonly milestones: readonly Milestone[];
}

/**
 * Where `count` stands on the way to a campaign's `goal`, a whole number above 0. A goal that is reached moves on
 * only while signatures are taken; a goal that was shown stays until it is reached.
 */
export function progressTo(goal: number, count: number, isOpen: boolean): Progress {
  let reached: number | null = null;
  let next = goal;
  while (count >= next && (isOpen || reached === null)) {
    reached = next;
    if (isOpen) next = goalAfter(next);
  }
  return { goal: next, reached, milestones: milestonesOn(count, next, reached) };
}

/** The next round number (1, 2 or 5 and noughts) that is at least a quarter above a goal. */
function goalAfter(goal: number): number {
  const power = 10 ** (String(goal).length - 1);
  const step = [2, 5, 10].find((step) => step * power >= goal * 1.25);
  return (step ?? 20) * power;
}

function milestonesOn(count: number, goal: number, reached: number | null): readonly Milestone[] {
  if (goal === reached) return ['reached'];
  // Of a goal that moved on, only what is above the one before it is news.
  const isNews = (share: number) => count >= goal * share && (reached ?? 0) < goal * share;
  const news = SHARES.find(([, share]) => isNews(share))?.[0];
  if (reached === null) return news ? [news] : [];
  return ['reached', news ?? 'next'];
}

const SHARES = [
  ['threeQuarters', 0.75],
  ['half', 0.5],
  ['quarter', 0.25],
] as const;
