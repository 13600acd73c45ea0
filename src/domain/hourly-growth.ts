import { USUAL_HOURS } from './alarm.ts';

const HOUR_MS = 3_600_000;
/** Eight days: a week to compare with, and a day of slack. */
const KEPT_MS = 8 * 24 * HOUR_MS;

/** A true number, and the start (ISO 8601 UTC) of the hour in which it was found. */
type Hour = [at: string, total: number];
type Hours = readonly Readonly<Hour>[];

/**
 * The hours with the total that was found in one of them. Only hours with another total than before are kept, and the
 * one that stood eight days ago. A quiet campaign so costs no writes.
 */
export function withHour(hours: Hours, hour: string, total: number): Hour[] {
  const last = hours.at(-1)?.[0] ?? hour;
  const label = last > hour ? last : hour;
  const before = hours.filter(([at]) => at < label);
  const all = before.at(-1)?.[1] === total ? before : [...before, [label, total] as const];
  const keptFrom = Date.parse(label) - KEPT_MS;
  const first = all.findLastIndex(([at]) => Date.parse(at) <= keptFrom);
  return all.slice(Math.max(0, first)).map(([at, found]): Hour => [at, found]);
}

/**
 * How many signatures came in each hour up to this one, the oldest first; the last is its own. It goes a week back, or
 * to the first total. In the hour of the first total nobody knows how many came: then there is none.
 */
export function growthsUntil(hours: Hours, hour: string): number[] {
  const totals = hours.map(([at, total]) => ({ since: Date.parse(at), total }));
  const end = Date.parse(hour);
  const totalAt = (moment: number) => totals.findLast(({ since }) => since <= moment)?.total ?? 0;
  const start = Math.max(totals[0]?.since ?? end, end - (USUAL_HOURS + 1) * HOUR_MS);
  const growths: number[] = [];
  for (let at = start + HOUR_MS; at <= end; at += HOUR_MS) {
    growths.push(totalAt(at) - totalAt(at - HOUR_MS));
  }
  return growths;
}
