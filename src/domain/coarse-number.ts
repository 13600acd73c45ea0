/** Below this a coarse number is 0, and pages say “fewer than 30”. */
export const COARSE_MIN = 30;

/** What the secret draws for one change of a coarse number. */
export interface CoarseDraw {
  /** How much less than the true number is shown: 0 to 29. */
  readonly amount: number;
  /** By how much the true number must then have grown for the next change: 10 to 29. */
  readonly rise: number;
  /**
   * By how much it must have fallen: 10 to 29, drawn apart from `rise`. With one distance for both, somebody could add
   * and withdraw by turns. The direction of the change would then tell whether one signature was new.
   */
  readonly fall: number;
}

/** The last change of a coarse number: which one it was, its day (UTC), and the true number then. */
export interface CoarseChange {
  readonly change: number;
  readonly day: string;
  readonly true: number;
}

/** A coarse number as it is published; `coarse` is `null` before its first change. */
export interface CoarseNumber<Change = CoarseChange | null> {
  readonly online: number;
  readonly coarse: Change;
}

const NONE: CoarseNumber = { online: 0, coarse: null };

/**
 * The next number of a campaign that shows a coarse one; `null` while the standing one stands. It changes at most once
 * a day (UTC), and only after the true number rose or fell by a distance. Each change draws anew.
 */
export function publishCoarse(
  standing: CoarseNumber | null,
  now: { readonly day: string; readonly true: number },
  drawOf: (change: number) => CoarseDraw,
): CoarseNumber<CoarseChange> | null {
  const { online, coarse } = standing ?? NONE;
  if (coarse && now.day <= coarse.day) return null;
  const last = coarse?.change ?? 0;
  const moved = now.true - (coarse?.true ?? 0);
  const { rise, fall } = drawOf(last);
  if (moved < rise && -moved < fall) return null;
  const change = last + 1;
  const less = now.true - drawOf(change).amount;
  const next = less < COARSE_MIN ? 0 : less;
  return next === online ? null : { online: next, coarse: { change, ...now } };
}
