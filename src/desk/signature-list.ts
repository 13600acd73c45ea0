import { folded } from '#domain/folded.ts';
import { postalCodeKey } from '#domain/place.ts';
import type { OpenSignature } from '#domain/signature.ts';

/** The columns of the list, by which it can be sorted. */
export const LIST_COLUMNS = [
  'signedAt',
  'name',
  'email',
  'postalCode',
  'country',
  'locale',
  'updates',
  'nameShown',
  'via',
  'comment',
] as const;
/** The name of a column. */
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** The order of the list. */
export interface Order {
  readonly column: ListColumn;
  readonly direction: 'ascending' | 'descending';
}

/** The order in which the list starts. */
export const NEWEST_FIRST: Order = { column: 'signedAt', direction: 'descending' };

/** Rows on one page of the list. */
export const ROWS_PER_PAGE = 50;

/** The signatures that contain every word of the query in any of the searched columns. */
export function searched(signatures: readonly OpenSignature[], query: string): readonly OpenSignature[] {
  const words = folded(query).split(/\s+/u).filter(Boolean);
  // A postal code is found in any spelling: `150-0002` as `1500002`.
  const code = postalCodeKey(query);
  if (words.length === 0) return signatures;
  return signatures.filter((signature) => {
    const { text, postalCode } = searchTextOf(signature);
    return words.every((word) => text.includes(word)) || (code !== '' && postalCode.includes(code));
  });
}

/** A sorted copy: dates by value, other columns in the language's order. */
export function sorted(
  signatures: readonly OpenSignature[],
  { column, direction }: Order,
  locale: string,
): OpenSignature[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const sign = direction === 'ascending' ? 1 : -1;
  return signatures
    .map((signature) => ({ signature, key: cellOf(signature, column) }))
    .sort((a, b) => {
      // ISO dates sort as text; a collator takes ten times as long.
      const order =
        column === 'signedAt'
          ? Number(a.key > b.key) - Number(a.key < b.key)
          : collator.compare(a.key, b.key);
      return sign * order;
    })
    .map(({ signature }) => signature);
}

/** A signature's value in a column. */
export function cellOf({ signedAt, supporter }: OpenSignature, column: ListColumn): string {
  return column === 'signedAt' ? signedAt : String(supporter[column]);
}

/** One page of a list, counted from 1. A page past the end gives the last page. */
export function pageOf<Row>(
  rows: readonly Row[],
  page: number,
): { rows: readonly Row[]; page: number; of: number } {
  const of = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const shown = Math.min(Math.max(1, page), of);
  return { rows: rows.slice((shown - 1) * ROWS_PER_PAGE, shown * ROWS_PER_PAGE), page: shown, of };
}

/** What the supporter chose and did not type, and the digits of a digest. */
const NOT_SEARCHED = ['updates', 'locale', 'nameShown', 'text'];

interface SearchText {
  readonly text: string;
  readonly postalCode: string;
}

/** Folding costs more than searching, so each signature is folded once. */
const searchTexts = new WeakMap<OpenSignature, SearchText>();

/** The text in which a search looks. Loading asks for it too, so that no search waits for it. */
export function searchTextOf(signature: OpenSignature): SearchText {
  const known = searchTexts.get(signature);
  if (known !== undefined) return known;
  const typed = Object.entries(signature.supporter).filter(([key]) => !NOT_SEARCHED.includes(key));
  const text = folded(typed.map(([, value]) => String(value)).join('\n'));
  const made = { text, postalCode: postalCodeKey(signature.supporter.postalCode) };
  searchTexts.set(signature, made);
  return made;
}
