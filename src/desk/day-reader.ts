import { calendarOf } from '#domain/calendar-date.ts';

/** Every time zone of today is off UTC by a multiple of this. */
const QUARTER_MS = 15 * 60_000;
/** So many quarters of an hour are asked for at once. If the first and the last lie in one day, all do. */
const BLOCK = 16;

/**
 * Gives the day of a signature in a time zone, from its time in ISO 8601 UTC. To ask a calendar is dear. So it is
 * asked twice for four hours. Around midnight it is asked for each quarter.
 */
export function dayReader(timeZone: string): (signedAt: string) => string {
  const dayOf = calendarOf(timeZone);
  const known = new Map<number, string>();
  const ask = (quarter: number): string => {
    const day = known.get(quarter) ?? dayOf(new Date(quarter * QUARTER_MS));
    known.set(quarter, day);
    return day;
  };
  return (signedAt) => {
    const quarter = Math.floor(Date.parse(signedAt) / QUARTER_MS);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const first = Math.floor(quarter / BLOCK) * BLOCK;
    const day = ask(first) === ask(first + BLOCK - 1) ? ask(first) : ask(quarter);
    known.set(quarter, day);
    return day;
  };
}
