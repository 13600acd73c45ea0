import type { Translator } from '#i18n/translate.ts';
import { element, svgElement } from './element.ts';
import { type Tally, withRest } from './figures.ts';
import { numberTable } from './number-table.ts';

/** The most bars that a reader can compare quickly. */
const BARS = 12;
const BAR_PX = 28;

/** Bars for the most frequent values, beside a table of the same numbers. */
export function tallyFigure(
  title: string,
  tallies: readonly Tally[],
  nameOf: (value: string) => string,
  t: Translator,
): HTMLElement {
  const { shown, rest, values } = withRest(tallies, BARS);
  const rows = shown.map(({ value, count }) => ({
    head: value === '' ? t('desk.figures.notGiven') : nameOf(value),
    numbers: [count],
  }));
  if (rest) rows.push({ head: t('desk.figures.others', { count: values }), numbers: [rest.count] });
  return element(
    'div',
    { class: 'figure' },
    element('h3', {}, title),
    element('figure', {}, picture(title, rows)),
    numberTable(title, [title, t('desk.figures.signatures')], rows, t),
  );
}

function picture(
  title: string,
  rows: readonly { head: string; numbers: readonly number[] }[],
): SVGSVGElement {
  const most = rows.reduce((max, { numbers }) => Math.max(max, numbers[0] ?? 0), 1);
  const bars = rows.flatMap(({ head, numbers }, index) => {
    const y = index * BAR_PX;
    const share = Math.round(((numbers[0] ?? 0) / most) * 1000) / 10;
    return [
      svgElement('rect', { x: 0, y: y + BAR_PX - 8, width: `${share}%`, height: 6, class: 'bars' }),
      svgElement('text', { x: 0, y: y + BAR_PX - 12 }, head),
    ];
  });
  return svgElement(
    'svg',
    { class: 'tallies', width: '100%', height: rows.length * BAR_PX, role: 'img', 'aria-label': title },
    ...bars,
  );
}
