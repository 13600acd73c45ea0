import type { OpenSignature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';

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

/** A signature's value in a column. */
export function cellOf({ signedAt, supporter }: OpenSignature, column: ListColumn): string {
  return column === 'signedAt' ? signedAt : String(supporter[column]);
}

/** The columns that somebody filled. What says who signed and when is always there. */
export function filledColumns(signatures: readonly OpenSignature[]): readonly ListColumn[] {
  return LIST_COLUMNS.filter(
    (column) => ALWAYS.has(column) || signatures.some(({ supporter }) => isFilled(supporter, column)),
  );
}

const ALWAYS: ReadonlySet<ListColumn> = new Set(['signedAt', 'name', 'email']);

function isFilled(supporter: Supporter, column: ListColumn): boolean {
  return column !== 'signedAt' && Boolean(supporter[column]);
}

/** One page of a list, counted from 1. A page past the end gives the last page. */
export function pageOf<Row>(
  rows: readonly Row[],
  page: number,
): { rows: readonly Row[]; page: number; of: number } {
  const of = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const shown = Math.min(Math.max(1, Math.trunc(page)), of);
  return { rows: rows.slice((shown - 1) * ROWS_PER_PAGE, shown * ROWS_PER_PAGE), page: shown, of };
}
