import { calendarOf } from '#domain/calendar-date.ts';

/** Every time zone of today is off UTC by a multiple of this. */
const QUARTER_MS = 15 * 60_000;

/**
 * Gives the day of a signature in a time zone, from its time in ISO 8601 UTC. To ask a calendar is dear, so it
 * is asked once for each quarter of an hour.
 */
export function dayReader(timeZone: string): (signedAt: string) => string {
  const dayOf = calendarOf(timeZone);
  const known = new Map<number, string>();
  return (signedAt) => {
    const quarter = Math.floor(Date.parse(signedAt) / QUARTER_MS);
    const day = known.get(quarter) ?? dayOf(new Date(quarter * QUARTER_MS));
    known.set(quarter, day);
    return day;
  };
}
