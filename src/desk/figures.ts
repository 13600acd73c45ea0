import { daysAfter } from '#domain/calendar-date.ts';
import { placeKey, placeWords } from '#domain/place.ts';
import type { OpenSignature, Signature } from '#domain/signature.ts';
import { dayReader } from './day-reader.ts';
import { remembered } from './remembered.ts';

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
export const dayByDay = remembered((signatures: readonly Signature[], timeZone: string): readonly Day[] => {
  const dayOf = dayReader(timeZone);
  const counts = countBy(signatures, ({ signedAt }) => dayOf(signedAt));
  const [first, ...later] = [...counts.keys()].sort();
  const last = later.at(-1) ?? first;
  if (first === undefined || last === undefined) return [];
  const days: Day[] = [];
  let total = 0;
  for (let day = first; day <= last; day = daysAfter(day, 1)) {
    const count = counts.get(day) ?? 0;
    total += count;
    days.push({ day, count, total });
  }
  return days;
});

/** How often each value occurs, the most frequent first. */
export const tallyOf = remembered(
  (
    signatures: readonly OpenSignature[],
    field: 'country' | 'locale' | 'updates' | 'nameShown' | 'via',
  ): readonly Tally[] => inOrder(countBy(signatures, ({ supporter }) => String(supporter[field]))),
);

/** A signed text by its digest, and the first and the last day of its signatures. */
export interface SignedText extends Tally {
  readonly first: string;
  readonly last: string;
}

/** How often each text was signed, in the order in which they came up. Days are those of a time zone. */
export const signedTexts = remembered(
  (signatures: readonly OpenSignature[], timeZone: string): readonly SignedText[] => {
    const dayOf = dayReader(timeZone);
    const texts = new Map<string, SignedText>();
    for (const { signedAt, supporter } of signatures) {
      const day = dayOf(signedAt);
      const value = supporter.text.toLowerCase();
      const known = texts.get(value) ?? { value, count: 0, first: day, last: day };
      texts.set(value, {
        value,
        count: known.count + 1,
        first: day < known.first ? day : known.first,
        last: day > known.last ? day : known.last,
      });
    }
    return [...texts.values()].sort((a, b) => (a.first < b.first ? -1 : Number(a.first > b.first)));
  },
);

/** How often each postal code occurs, in its most frequent spelling, with its country if that was given. */
export function postalCodeTally(signatures: readonly OpenSignature[]): Tally[] {
  const words = placeWordsOf(signatures);
  return inOrder(countBy(signatures, ({ supporter }) => words.get(placeKey(supporter)) ?? ''));
}

/** The words for each postal code by its key: the most frequent spelling. */
export function placeWordsOf(signatures: readonly OpenSignature[]): ReadonlyMap<string, string> {
  const given = signatures.filter(({ supporter }) => placeKey(supporter) !== '');
  const spellings = countBy(given, ({ supporter }) => `${placeKey(supporter)}\n${placeWords(supporter)}`);
  const words = new Map<string, string>();
  for (const { value } of inOrder(spellings)) {
    const [key = '', spelling = ''] = value.split('\n');
    if (!words.has(key)) words.set(key, spelling);
  }
  return words;
}

function inOrder(counts: Iterable<readonly [string, number]>): Tally[] {
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

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
