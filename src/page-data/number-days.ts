import { type CalendarDate, daysAfter, isBefore } from '#domain/calendar-date.ts';
import type { Corrections, Series } from '#domain/series.ts';

/** One day (UTC): the published number at its end, and by how much it changed. */
export interface NumberDay {
  readonly day: string;
  readonly total: number;
  /** `null` on the first day, because the number before is not known. */
  readonly change: number | null;
}

/** A table longer than this names only the end of each month, but for its last days. */
const MOST_ROWS = 100;
const LAST_DAYS = 31;

/** Every day from the first point to the one of `asOf` (ISO 8601 UTC), those without a change too. */
export function toNumberDays(points: Series['points'], asOf: string | null): NumberDay[] {
  const totals = new Map(points.map(([moment, total]) => [dayOf(moment), total]));
  const [first] = totals.keys();
  if (first === undefined) return [];
  const last = [dayOf(asOf ?? first), ...totals.keys()].reduce((a, b) => (a > b ? a : b));
  const days: NumberDay[] = [];
  let before: number | null = null;
  for (let day = first; day <= last; day = daysAfter(day, 1)) {
    const total: number = totals.get(day) ?? before ?? 0;
    days.push({ day, total, change: before === null ? null : total - before });
    before = total;
  }
  return days;
}

/** The days of a table: those with a change. Of a long time only the last ones, and before them each month. */
export function toTableDays(days: readonly NumberDay[]): { rows: readonly NumberDay[]; byMonth: boolean } {
  const changed = changedDays(days);
  if (changed.length <= MOST_ROWS) return { rows: changed, byMonth: false };
  const recent = days.slice(-LAST_DAYS);
  const older = days.slice(0, -LAST_DAYS);
  const ends = older.filter(({ day }, index) => day.slice(0, 7) !== older[index + 1]?.day.slice(0, 7));
  const months = ends.map(({ day, total }, index) => {
    const before = ends[index - 1];
    return { day, total, change: before ? total - before.total : null };
  });
  return { rows: [...months, ...changedDays(recent)], byMonth: true };
}

function changedDays(days: readonly NumberDay[]): NumberDay[] {
  return days.filter(({ change }, index) => change !== 0 || index === days.length - 1);
}

/** The day with the greatest rise; `null` where no day has one. */
export function steepestDay(days: readonly NumberDay[]): { day: string; change: number } | null {
  return days.reduce<{ day: string; change: number } | null>(
    (most, { day, change }) => (change !== null && change > (most?.change ?? 0) ? { day, change } : most),
    null,
  );
}

/** The published number before the first day of `date`; `null` where no point is that old. */
export function numberBefore(points: Series['points'], date: CalendarDate): number | null {
  return points.findLast(([moment]) => isBefore(dayOf(moment), date))?.[1] ?? null;
}

/** By how much the number of those set aside changed on each day. */
export function setAsideChanges(days: Corrections['setAside']): { day: string; change: number }[] {
  return days
    .map(([day, total], index) => ({ day, change: total - (days[index - 1]?.[1] ?? 0) }))
    .filter(({ change }) => change !== 0);
}

function dayOf(moment: string): string {
  return moment.slice(0, 10);
}
