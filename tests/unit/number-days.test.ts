import { describe, expect, it } from 'vitest';
import {
  numberBefore,
  setAsideChanges,
  steepestDay,
  toNumberDays,
  toTableDays,
} from '#page-data/number-days.ts';

const points = [
  ['2026-05-01T00:00:00Z', 40],
  ['2026-05-03T09:00:00Z', 60],
  ['2026-05-03T21:00:00Z', 71],
  ['2026-05-04T00:00:00Z', 69],
] as const;

describe('the days of a number', () => {
  it('go from the first point to the moment of the count, each with the number at its end', () => {
    expect(toNumberDays(points, '2026-05-06T08:30:00.000Z')).toEqual([
      { day: '2026-05-01', total: 40, change: null },
      { day: '2026-05-02', total: 40, change: 0 },
      { day: '2026-05-03', total: 71, change: 31 },
      { day: '2026-05-04', total: 69, change: -2 },
      { day: '2026-05-05', total: 69, change: 0 },
      { day: '2026-05-06', total: 69, change: 0 },
    ]);
  });

  it('go to the last point where that is later, and are none without a point', () => {
    expect(toNumberDays(points, '2026-05-02T08:30:00.000Z').at(-1)?.day).toBe('2026-05-04');
    expect(toNumberDays(points, null).at(-1)?.day).toBe('2026-05-04');
    expect(toNumberDays([], '2026-05-06T08:30:00.000Z')).toEqual([]);
  });

  it('name the day with the greatest rise, and none where nothing rose', () => {
    expect(steepestDay(toNumberDays(points, null))).toEqual({ day: '2026-05-03', change: 31 });
    expect(steepestDay(toNumberDays(points.slice(0, 1), null))).toBeNull();
    expect(steepestDay(toNumberDays([points[2], ['2026-05-09T00:00:00Z', 3]], null))).toBeNull();
  });
});

describe('the table of a number', () => {
  it('has the days with a change, and the last one', () => {
    const { rows, byMonth } = toTableDays(toNumberDays(points, '2026-05-06T08:30:00.000Z'));
    expect(rows.map(({ day }) => day)).toEqual(['2026-05-01', '2026-05-03', '2026-05-04', '2026-05-06']);
    expect(byMonth).toBe(false);
  });

  it('of a long time has the end of each month, and then the last 31 days', () => {
    const long = Array.from({ length: 300 }, (_, index) => {
      const day = new Date(Date.UTC(2025, 0, 1 + index)).toISOString();
      return [day, (index + 1) * 2] as const;
    });
    const { rows, byMonth } = toTableDays(toNumberDays(long, null));
    expect(byMonth).toBe(true);
    expect(rows.slice(0, 3)).toEqual([
      { day: '2025-01-31', total: 62, change: null },
      { day: '2025-02-28', total: 118, change: 56 },
      { day: '2025-03-31', total: 180, change: 62 },
    ]);
    // The 31 days reach back into September. What of it is older ends its row of months.
    expect(rows.slice(7, 11).map(({ day, change }) => [day, change])).toEqual([
      ['2025-08-31', 62],
      ['2025-09-26', 52],
      ['2025-09-27', 2],
      ['2025-09-28', 2],
    ]);
    expect(rows.at(-1)).toEqual({ day: '2025-10-27', total: 600, change: 2 });
    expect(rows).toHaveLength(9 + 31);
  });
});

describe('the number before a change of the text', () => {
  it.each([
    ['2026-05-03', 40],
    ['2026-05-04', 71],
    ['2026-06', 69],
  ])('is that at the start of the day, or of the month: %s', (date, number) => {
    expect(numberBefore(points, date)).toBe(number);
  });

  it('is not known before the first point, nor on its day', () => {
    expect(numberBefore(points, '2026-05-01')).toBeNull();
    expect(numberBefore(points, '2026-04')).toBeNull();
    expect(numberBefore([], '2026-05-03')).toBeNull();
  });
});

describe('what was set aside', () => {
  it('is told by what changed on each day', () => {
    const days = [['2026-05-03', 31] as const, ['2026-05-20', 19] as const, ['2026-05-21', 19] as const];
    expect(setAsideChanges(days)).toEqual([
      { day: '2026-05-03', change: 31 },
      { day: '2026-05-20', change: -12 },
    ]);
  });
});
