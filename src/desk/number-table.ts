import type { Translator } from '#i18n/translate.ts';
import { element } from './element.ts';

/** A row of a table of numbers. */
export interface NumberRow {
  readonly head: string;
  readonly numbers: readonly number[];
}

/** A table of numbers. A long table scrolls in its own box, also by keyboard. */
export function numberTable(
  caption: string,
  heads: readonly string[],
  rows: readonly NumberRow[],
  t: Translator,
): HTMLElement {
  const numbers = new Intl.NumberFormat(t.locale);
  const head = element('tr', {}, ...heads.map((words) => element('th', { scope: 'col' }, words)));
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, row.head),
      ...row.numbers.map((number) => element('td', {}, numbers.format(number))),
    ),
  );
  return element(
    'section',
    { class: 'scroll', tabindex: 0, 'aria-label': caption },
    element(
      'table',
      { class: 'numbers' },
      element('caption', { class: 'visually-hidden' }, caption),
      element('thead', {}, head),
      element('tbody', {}, ...body),
    ),
  );
}
