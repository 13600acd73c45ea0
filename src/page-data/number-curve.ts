import type { NumberDay } from './number-days.ts';

/** A curve of the number: a day is one unit wide, and a signature one unit high. */
export interface NumberCurve {
  /** The box: as many days as there are, and the highest mark. */
  readonly days: number;
  readonly top: number;
  /** The `d` of an SVG path from the first day to the last. */
  readonly line: string;
  /** The numbers of the horizontal lines, from 0 up. */
  readonly marks: readonly number[];
}

/** At most this many spaces between the horizontal lines. */
const MOST_SPACES = 4;

/** Draws consecutive days as steps. `null` for no day. */
export function toNumberCurve(days: readonly NumberDay[]): NumberCurve | null {
  const [first] = days;
  if (!first) return null;
  const highest = days.reduce((most, { total }) => Math.max(most, total), 1);
  const step = markStep(highest);
  const spaces = Math.ceil(highest / step);
  const top = spaces * step;
  return {
    days: days.length,
    top,
    line: `M0 ${top - first.total}${stepsOf(days)}`,
    marks: Array.from({ length: spaces + 1 }, (_, index) => index * step),
  };
}

/** The distance of the marks: 1, 2 or 5 times a power of ten. It is never a part of a signature. */
function markStep(highest: number): number {
  const least = highest / MOST_SPACES;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least);
  return Math.max(1, step ?? least);
}

/** Relative steps, because two years of them are a few thousand characters. Equal days are one step. */
function stepsOf(days: readonly NumberDay[]): string {
  let steps = '';
  let level = 0;
  for (const { change } of days) {
    if (change === null || change === 0) {
      level += 1;
      continue;
    }
    // A greater number is higher up, where SVG counts down.
    steps += `h${level}v${-change}`;
    level = 1;
  }
  return `${steps}h${level}`;
}
