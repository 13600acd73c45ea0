import fc from 'fast-check';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toNumberCurve } from '#page-data/number-curve.ts';
import { toNumberDays } from '#page-data/number-days.ts';

/** A curve of two years must not weigh more than the words beside it. */
const TWO_YEARS_MAX_CHARS = 9_000;
const TWO_YEARS_MAX_BYTES = 4_000;

describe('the curve of a number', () => {
  it('is a step for each day with a change, up for more and down for less', () => {
    const days = toNumberDays(
      [
        ['2026-05-01T00:00:00Z', 40],
        ['2026-05-04T00:00:00Z', 71],
        ['2026-05-05T00:00:00Z', 69],
      ],
      '2026-05-07T08:00:00.000Z',
    );
    expect(toNumberCurve(days)).toEqual({
      days: 7,
      top: 80,
      line: 'M0 40h3v-31h1v2h3',
      marks: [0, 20, 40, 60, 80],
    });
  });

  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [400, [0, 100, 200, 300, 400]],
    [412, [0, 200, 400, 600]],
    [6_103_056, [0, 2_000_000, 4_000_000, 6_000_000, 8_000_000]],
  ])('has round marks up to %d', (total, marks) => {
    expect(toNumberCurve([{ day: '2026-05-01', total, change: null }])?.marks).toEqual(marks);
  });

  it('is none without a day', () => {
    expect(toNumberCurve([])).toBeNull();
  });

  it('ends at its last day and number, whatever happened, and stays inside its box', () => {
    const totals = fc.array(fc.nat({ max: 10_000_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(totals, (totals) => {
        const points = totals.map((total, day) => [
          new Date(Date.UTC(2026, 0, 1 + day)).toISOString(),
          total,
        ]);
        const curve = toNumberCurve(toNumberDays(points as [string, number][], null));
        const sum = (letter: string) =>
          Array.from(curve?.line.matchAll(new RegExp(`${letter}(-?\\d+)`, 'gu')) ?? []).reduce(
            (sum, [, step = '']) => sum + Number(step),
            0,
          );
        const start = Number(/^M0 (\d+)/u.exec(curve?.line ?? '')?.[1]);
        expect(sum('h')).toBe(totals.length);
        expect(curve?.top).toBe(start + sum('v') + (totals.at(-1) ?? 0));
        expect(curve?.top).toBeGreaterThanOrEqual(Math.max(...totals));
        expect(curve?.marks.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('takes few bytes for two years with a change on each day', () => {
    let total = 0;
    const points = Array.from({ length: 730 }, (_, index) => {
      // A fixed walk with three to five digits a day, which does not repeat itself.
      total += 400 + ((index * 7_919) % 9_973);
      return [new Date(Date.UTC(2024, 5, 1 + index)).toISOString(), total] as const;
    });
    const line = toNumberCurve(toNumberDays(points, null))?.line ?? '';
    expect(line.length).toBeGreaterThan(3_000);
    expect(line.length).toBeLessThanOrEqual(TWO_YEARS_MAX_CHARS);
    expect(brotliCompressSync(line).byteLength).toBeLessThanOrEqual(TWO_YEARS_MAX_BYTES);
  });
});
