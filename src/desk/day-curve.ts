import type { Day } from './figures.ts';

/**
 * A curve of the total with a bar for each day. The box is `width` by `height`, its origin at the top left.
 */
export interface DayCurve {
  readonly width: number;
  readonly height: number;
  /** The total, as the `d` of an SVG path. */
  readonly line: string;
  /** The bars, as the `d` of one SVG path; the highest bar is half as high as the box. */
  readonly bars: string;
}

const WIDTH = 1000;
const HEIGHT = 300;

/** Draws consecutive days. A single day gives a horizontal line. */
export function toDayCurve(days: readonly Day[]): DayCurve {
  const step = WIDTH / Math.max(1, days.length);
  const total = Math.max(1, days.at(-1)?.total ?? 0);
  const busiest = days.reduce((most, { count }) => Math.max(most, count), 1);
  const fromBottom = (share: number) => round(HEIGHT * (1 - share));
  const line = days.flatMap((day, index) => {
    const height = fromBottom(day.total / total);
    return [`${round(index * step)} ${height}`, `${round((index + 1) * step)} ${height}`];
  });
  const bars = days
    .map((day, index) => ({
      x: round((index + 0.1) * step),
      top: fromBottom(day.count / busiest / 2),
      ...day,
    }))
    .filter(({ count }) => count > 0)
    .map(({ x, top }) => `M${x} ${HEIGHT}V${top}h${round(step * 0.8)}V${HEIGHT}z`);
  return {
    width: WIDTH,
    height: HEIGHT,
    line: line.length > 0 ? `M${line.join('L')}` : '',
    bars: bars.join(''),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
