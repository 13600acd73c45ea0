/** Fewer signatures than this in an hour are never an alarm. */
export const FEWEST_ALARMING = 30;
/** How many times the usual an hour has to be. */
export const TIMES_USUAL = 10;
/** How many hours before it tell what is usual: a week. */
export const USUAL_HOURS = 168;
/** So much in an hour is always an alarm. It is half of what one connection can send at 240 a minute. */
const ALWAYS_ALARMING = (240 / 2) * 60;

/** An hour in which far more signatures came than usual. */
export interface Alarm {
  /** The signatures that came in it. */
  readonly count: number;
  /** The median of the hours of the week before it. */
  readonly usual: number;
}

/**
 * Tells whether so many signatures in an hour (`now`) are an alarm; `null` if they are not. `growths` holds how
 * many came in each hour before it, the last one right before it. Only the last week's hours are looked at. Without any
 * of them nothing tells what is usual: then only what always is one is an alarm.
 */
export function alarmOf(growths: readonly number[], now: number): Alarm | null {
  const usual = medianOf(growths.slice(-USUAL_HOURS));
  const isFarMore = growths.length > 0 && now >= Math.max(FEWEST_ALARMING, TIMES_USUAL * usual);
  return isFarMore || now >= ALWAYS_ALARMING ? { count: now, usual } : null;
}

/** The middle of some numbers, or the mean of the two in the middle; 0 if there are none. */
function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (upper + lower) / 2;
}
