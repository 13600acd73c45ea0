import type { Translator } from '#i18n/translate.ts';
import { toDayCurve } from './day-curve.ts';
import { element, svgElement } from './element.ts';
import type { Day } from './figures.ts';
import { numberTable } from './number-table.ts';

/** The curve of the total with a bar for each day, beside a table of the same numbers. It begins with the newest day. */
export function dayFigure(days: readonly Day[], t: Translator): HTMLElement {
  const format = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const inWords = (day: string) => format.format(new Date(`${day}T00:00:00Z`));
  const rows = days
    .map(({ day, count, total }) => ({ head: inWords(day), numbers: [count, total] }))
    .reverse();
  const heads = [t('desk.figures.day'), t('desk.figures.thatDay'), t('desk.figures.total')];
  return element(
    'div',
    { class: 'figure wide' },
    element(
      'figure',
      {},
      element('p', {}, legend(days, t)),
      picture(days, t),
      element('figcaption', {}, ...ends(days, inWords)),
    ),
    numberTable(t('desk.figures.days'), heads, rows, t),
  );
}

function legend(days: readonly Day[], t: Translator): string {
  const busiest = days.reduce((most, { count }) => Math.max(most, count), 0);
  return t('desk.figures.curve', { total: days.at(-1)?.total ?? 0, busiest });
}

/** The first and the last day, under the ends of the curve. */
function ends(days: readonly Day[], inWords: (day: string) => string): HTMLElement[] {
  return [days[0], days.at(-1)].map((day) => element('span', {}, day ? inWords(day.day) : ''));
}

function picture(days: readonly Day[], t: Translator): SVGSVGElement {
  const { width, height, line, bars } = toDayCurve(days);
  return svgElement(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'none',
      class: 'curve',
      role: 'img',
      'aria-label': t('desk.figures.days'),
    },
    svgElement('path', { d: bars, class: 'bars' }),
    svgElement('path', { d: line, class: 'line', 'vector-effect': 'non-scaling-stroke' }),
  );
}
