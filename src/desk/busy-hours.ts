import { type Alarm, alarmOf, FEWEST_ALARMING, USUAL_HOURS } from '#domain/alarm.ts';
import type { Group } from './grouping.ts';

/** An hour in milliseconds. */
export const HOUR_MS = 60 * 60_000;

/** An hour with far more signatures than usual. */
export interface BusyHour extends Alarm {
  /** Its start, ISO 8601 UTC. */
  readonly hour: string;
}

/**
 * Every hour, of signatures grouped by hour, with far more signatures than in the week before it, the newest first. The rule is that of
 * the hourly function. So a campaign's first hour is no alarm, and tells no later one what is usual.
 */
export function busyHours(hours: readonly Group[]): BusyHour[] {
  const counts = new Map(hours.map(({ key, rows }) => [Date.parse(key), rows.length]));
  const first = Math.min(...counts.keys());
  return [...counts]
    .filter(([start, count]) => start > first && count >= FEWEST_ALARMING)
    .sort(([a], [b]) => b - a)
    .flatMap(([start, count]) => {
      const hours = Math.min(USUAL_HOURS, (start - first) / HOUR_MS - 1);
      const before = Array.from({ length: hours }, (_, index) => start - (hours - index) * HOUR_MS);
      const alarm = alarmOf(
        before.map((hour) => counts.get(hour) ?? 0),
        count,
      );
      return alarm ? [{ hour: new Date(start).toISOString(), ...alarm }] : [];
    });
}
