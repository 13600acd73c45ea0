import { describe, expect, it } from 'vitest';
import { growthsUntil, withHour } from '#domain/hourly-growth.ts';

type Hours = [string, number][];

const START = Date.parse('2026-11-01T00:00:00Z');

function hour(number: number): string {
  return new Date(START + number * 3_600_000).toISOString().replace('.000Z', 'Z');
}

/** What is kept after hours in which so many signatures came. */
function after(growths: readonly number[]): Hours {
  let total = 0;
  return growths.reduce<Hours>(
    (hours, growth, number) => withHour(hours, hour(number), (total += growth)),
    [],
  );
}

describe('the totals of the last hours', () => {
  it('are kept where they changed', () => {
    const kept: Hours = [
      [hour(0), 5],
      [hour(3), 7],
    ];
    expect(after([5, 0, 0, 2, 0])).toEqual(kept);
    expect(withHour(kept, hour(3), 7)).toEqual(kept);
    expect(withHour(kept, hour(3), 8).at(-1)).toEqual([hour(3), 8]);
    expect(withHour(kept, hour(3), 5)).toEqual([[hour(0), 5]]);
  });

  it('go back eight days, and to the one that stood then', () => {
    expect(after([...Array.from({ length: 400 }, () => 1)])).toHaveLength(193);
    const quiet = after([5, 1, ...Array.from({ length: 398 }, () => 0)]);
    expect(quiet).toEqual([[hour(1), 6]]);
    expect(withHour(quiet, hour(400), 7)).toEqual([
      [hour(1), 6],
      [hour(400), 7],
    ]);
  });
});

describe('the growths of the last hours', () => {
  it('are a number for each hour, with the hour itself at the end', () => {
    expect(growthsUntil(after([5, 0, 2, 0, 0, 9]), hour(5))).toEqual([0, 2, 0, 0, 9]);
    expect(growthsUntil(after([5, 0, 2, 0, 0]), hour(4))).toEqual([0, 2, 0, 0]);
    expect(growthsUntil(after([9, -4]), hour(1))).toEqual([-4]);
  });

  it('are none in the hour of the first total', () => {
    expect(growthsUntil([], hour(0))).toEqual([]);
    expect(growthsUntil(after([5_000]), hour(0))).toEqual([]);
  });

  it('go back a week and the hour itself', () => {
    const many = Array.from({ length: 400 }, (_, number) => number);
    const growths = growthsUntil(after(many), hour(399));
    expect(growths).toEqual(many.slice(-169));
  });
});
