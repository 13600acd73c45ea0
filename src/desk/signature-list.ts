import type { OpenSignature } from '#domain/signature.ts';

/** Columns of the list, by which it can be sorted. */
export const LIST_COLUMNS = [
  'signedAt',
  'name',
  'email',
  'postalCode',
  'country',
  'locale',
  'updates',
  'nameShown',
  'comment',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

export interface Order {
  readonly column: ListColumn;
  readonly direction: 'ascending' | 'descending';
}

export const NEWEST_FIRST: Order = { column: 'signedAt', direction: 'descending' };

export const ROWS_PER_PAGE = 50;

/** Text without case and accents, so that “garcia” finds “García”. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The signatures in which every word of the query stands, in any column. */
export function searched(signatures: readonly OpenSignature[], query: string): readonly OpenSignature[] {
  const words = folded(query).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return signatures;
  return signatures.filter((signature) => {
    const text = searchText(signature);
    return words.every((word) => text.includes(word));
  });
}

/** A sorted copy: days and marks by value, words as the language sorts them. */
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
      // Dates of one form are in order as text, which a collator takes ten times as long to find.
      const order =
        column === 'signedAt'
          ? Number(a.key > b.key) - Number(a.key < b.key)
          : collator.compare(a.key, b.key);
      return sign * order;
    })
    .map(({ signature }) => signature);
}

/** What a signature has in a column. */
export function cellOf({ signedAt, supporter }: OpenSignature, column: ListColumn): string {
  return column === 'signedAt' ? signedAt : String(supporter[column]);
}

/** One page of a list, the first being 1; a page past the end is the last. */
export function pageOf<Row>(
  rows: readonly Row[],
  page: number,
): { rows: readonly Row[]; page: number; of: number } {
  const of = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const shown = Math.min(Math.max(1, page), of);
  return { rows: rows.slice((shown - 1) * ROWS_PER_PAGE, shown * ROWS_PER_PAGE), page: shown, of };
}

/** Folding costs more than searching, so that it is done once for each signature. */
const searchTexts = new WeakMap<OpenSignature, string>();

function searchText(signature: OpenSignature): string {
  const known = searchTexts.get(signature);
  if (known !== undefined) return known;
  const { name, email, postalCode, country, comment } = signature.supporter;
  const text = folded([name, email, postalCode, country, comment].join('\n'));
  searchTexts.set(signature, text);
  return text;
}
