/** A stage of a count on the way to a goal, in the order of the page. */
type Milestone = 'reached' | 'next' | 'quarter' | 'half' | 'threeQuarters';

/** A count's progress to a goal. */
export interface Progress {
  /** The goal to show: the campaign's own, and after it the next round number. */
  readonly goal: number;
  /** The last goal reached; `null` before the first. */
  readonly reached: number | null;
  readonly milestones: readonly Milestone[];
}

/**
 * The progress of `count` to a campaign's `goal`, a whole number above 0. A reached goal moves on only while
 * the campaign is open. A goal stays until the count reaches it.
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

/** The next round number (1, 2 or 5 and zeros) that is at least 25 % above a goal. */
function goalAfter(goal: number): number {
  const power = 10 ** (String(goal).length - 1);
  const step = [2, 5, 10].find((step) => step * power >= goal * 1.25);
  return (step ?? 20) * power;
}

function milestonesOn(count: number, goal: number, reached: number | null): readonly Milestone[] {
  if (goal === reached) return ['reached'];
  // A goal that moved on counts only milestones above the previous goal.
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
