import { dayIn } from '#domain/calendar-date.ts';
import type { DeskState, Session } from './desk-state.ts';
import { element } from './element.ts';
import { type Period, periodAt, PERIODS } from './periods.ts';
import { type Sums, sumsOf } from './recent-sums.ts';

const ROWS = ['signatures', 'comments', 'news', 'sealed'] as const;

/**
 * How many signed today, yesterday, in seven days and in all. Below: how many of them wrote a comment or want
 * news. Days are those of the site, as of the time of loading.
 */
export function recentFigure({ loading, asOf }: Session, { t, timeZone }: Shown): HTMLTableElement {
  const today = dayIn(timeZone, asOf);
  const periods = PERIODS.map((name) => periodAt(name, today));
  const sums = sumsOf(loading.signatures.all(), periods, timeZone);
  const numbers = new Intl.NumberFormat(t.locale);
  const rangeOf = daysInWords(t.locale);
  const heads = PERIODS.map((name, index) =>
    element(
      'th',
      { scope: 'col' },
      `${t(`desk.period.${name}`)} `,
      element('span', {}, rangeOf(periods[index] ?? { from: '', to: '' })),
    ),
  );
  const total = sums.at(-1);
  return element(
    'table',
    { class: 'numbers recent' },
    element('caption', { class: 'visually-hidden' }, t('desk.figures.recent')),
    element('thead', {}, element('tr', {}, element('td'), ...heads)),
    element(
      'tbody',
      {},
      ...ROWS.filter((row) => row === 'signatures' || isShown(row, total)).map((row) =>
        element(
          'tr',
          { class: row },
          element('th', { scope: 'row' }, t(`desk.figures.${row}`)),
          ...sums.map((sum) => element('td', {}, numbers.format(sum[row]))),
        ),
      ),
    ),
  );
}

type Shown = Pick<DeskState, 't' | 'timeZone'>;

/** What nobody wrote or wants, and what is not sealed, has no row. */
function isShown(row: (typeof ROWS)[number], total: Sums | undefined): boolean {
  return total !== undefined && total[row] > 0;
}

/** Writes the days of a period in short: “Nov 21 – 27”. */
function daysInWords(locale: string): (period: Period) => string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return ({ from, to }) => (from === '' ? '' : format.formatRange(new Date(from), new Date(to)));
}
