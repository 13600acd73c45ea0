import type { Row } from '#download/row-kind.ts';
import type { Translator } from '#i18n/translate.ts';
import { errorWords } from './loading-view.ts';
import type { RowLoadingEnd } from './row-loading.ts';

/** Rows that a view loads: how it ended, `underway`, or `null` before it began. */
export type LoadedRows<Kept extends Row> = RowLoadingEnd<Kept> | 'underway' | null;

/** What a view says of its rows. `wholeWords` are for rows that are all there. */
export function rowsWords<Kept extends Row>(
  loaded: LoadedRows<Kept>,
  t: Translator,
  wholeWords: (rows: readonly Kept[]) => string,
): string {
  if (loaded === null) return '';
  if (loaded === 'underway') return t('desk.rows.loading');
  switch (loaded.kind) {
    case 'whole':
      return wholeWords(loaded.rows);
    case 'refused':
      return errorWords(loaded.status, t);
    case 'jammed':
      return t('desk.rows.jammed');
    case 'cancelled':
    case 'broken':
      return t('desk.rows.broken');
  }
}
