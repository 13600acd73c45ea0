import { calendarOf } from '#domain/calendar-date.ts';
import type { OpenSignature, Signature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';

/** The number of signatures with a value. An empty string means not given. */
export interface Tally {
  readonly value: string;
  readonly count: number;
}

/** One calendar day: its own signatures, and all signatures until its end. */
export interface Day {
  readonly day: string;
  readonly count: number;
  readonly total: number;
}

/** Every calendar day from the first signature to the last, in a time zone, including empty days. */
export function dayByDay(signatures: readonly Signature[], timeZone: string): Day[] {
  const dayOf = calendarOf(timeZone);
  const counts = countBy(signatures, ({ signedAt }) => dayOf(new Date(signedAt)));
  const [first, ...later] = [...counts.keys()].sort();
  const last = later.at(-1) ?? first;
  if (first === undefined || last === undefined) return [];
  const days: Day[] = [];
  let total = 0;
  for (let day = first; day <= last; day = nextDay(day)) {
    const count = counts.get(day) ?? 0;
    total += count;
    days.push({ day, count, total });
  }
  return days;
}

/** How often each value occurs, the most frequent first. */
export function tallyOf(
  signatures: readonly OpenSignature[],
  field: 'country' | 'postalCode' | 'locale' | 'updates' | 'nameShown',
): Tally[] {
  const counts = countBy(signatures, ({ supporter }) => valueOf(supporter, field));
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** The first `most` tallies, and the sum and number of the other ones. */
export function withRest(
  tallies: readonly Tally[],
  most: number,
): { shown: Tally[]; rest: Tally | null; values: number } {
  const shown = tallies.slice(0, most);
  const others = tallies.slice(most);
  const count = others.reduce((sum, tally) => sum + tally.count, 0);
  return { shown, rest: others.length > 0 ? { value: '', count } : null, values: others.length };
}

/** The value of a field. Postal codes get one spelling: without spaces, in capitals. */
function valueOf(supporter: Supporter, field: Parameters<typeof tallyOf>[1]): string {
  const value = String(supporter[field]);
  return field === 'postalCode' ? value.replace(/\s+/gu, '').toUpperCase() : value;
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
