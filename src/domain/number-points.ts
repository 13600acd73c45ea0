import { daysAfter } from './calendar-date.ts';

/** A number, and the start (ISO 8601 UTC) of the hour or day at whose end it stood. */
type Point = [at: string, value: number];
type Points = readonly Readonly<Point>[];

/** What is older has one point a day. */
const HOURLY_DAYS = 31;

/** The start of the UTC hour of a moment: `2026-11-26T14:00:00Z`. */
export function hourOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 13)}:00:00Z`;
}

/** The UTC day of a moment: `2026-11-26`. */
export function utcDayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/**
 * The points with what stands now, at an hour or a day. It is a point only if it differs from what stood before; before
 * the first point that is 0. A clock that goes wrong removes no later point.
 */
export function withPoint(points: Points, at: string, value: number): Point[] {
  const last = points.at(-1)?.[0] ?? at;
  const label = last > at ? last : at;
  const before = points.filter(([point]) => point < label).map(([point, stood]): Point => [point, stood]);
  return (before.at(-1)?.[1] ?? 0) === value ? before : [...before, [label, value]];
}

/** Of days longer ago than a month, only the last point is kept, under the start of its day. */
export function withoutOldHours(points: Points, now: Date): Point[] {
  const hourlyFrom = daysAfter(utcDayOf(now), -HOURLY_DAYS);
  const kept = new Map<string, number>();
  for (const [at, value] of points) {
    const day = at.slice(0, 10);
    kept.set(day < hourlyFrom ? `${day}T00:00:00Z` : at, value);
  }
  return [...kept];
}
