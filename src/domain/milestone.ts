/** What a page says of a count and its goal, in the order of the page. */
type Milestone = 'reached' | 'more' | 'next' | 'goal';

/** A count, and how sure it is. */
interface Counted {
  readonly count: number;
  /** False for a number that leaves signatures out: nobody can say then how many are missing. */
  readonly isExact: boolean;
  /** True while the campaign takes signatures. */
  readonly isOpen: boolean;
}

/** A count's progress to a goal. */
export interface Progress {
  /** The goal to show: the campaign's own, and after it the next round number. */
  readonly goal: number;
  /** The last goal reached; `null` before the first. */
  readonly reached: number | null;
  /** How many are missing to the goal. */
  readonly missing: number;
  readonly milestones: readonly Milestone[];
}

/**
 * The progress of a count to a campaign's `goal`, a whole number above 0. A reached goal moves on only while
 * the campaign is open. A goal stays until the count reaches it.
 */
export function progressTo(goal: number, counted: Counted): Progress {
  const { count, isOpen } = counted;
  let reached: number | null = null;
  let next = goal;
  while (count >= next && (isOpen || reached === null)) {
    reached = next;
    if (isOpen) next = goalAfter(next);
  }
  const milestones = milestonesOn(counted, next, reached);
  return { goal: next, reached, missing: Math.max(0, next - count), milestones };
}

/** The next round number (1, 2 or 5 and zeros) that is at least 25 % above a goal. */
function goalAfter(goal: number): number {
  const power = 10 ** (String(goal).length - 1);
  const step = [2, 5, 10].find((step) => step * power >= goal * 1.25);
  return (step ?? 20) * power;
}

/** How many are missing is said while somebody can do something about it. */
function milestonesOn(
  { count, isExact, isOpen }: Counted,
  goal: number,
  reached: number | null,
): readonly Milestone[] {
  if (goal === reached) return ['reached'];
  if (isOpen && isExact && count > 0) return reached === null ? ['more'] : ['reached', 'more'];
  return reached === null ? ['goal'] : ['reached', 'next'];
}
