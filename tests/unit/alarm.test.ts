import { describe, expect, it } from 'vitest';
import { alarmOf } from '#domain/alarm.ts';

function hours(count: number, growth: number): number[] {
  return Array.from({ length: count }, () => growth);
}

describe('an hour with far more signatures than usual', () => {
  it.each([
    ['29 in a quiet campaign', hours(168, 0), 29, null],
    ['30 in a quiet campaign', hours(168, 0), 30, { count: 30, usual: 0 }],
    ['7,199 in an hour with none before it', [], 7_199, null],
    ['7,200 in an hour with none before it', [], 7_200, { count: 7_200, usual: 0 }],
    ['39 where 4 are usual', hours(168, 4), 39, null],
    ['40 where 4 are usual', hours(168, 4), 40, { count: 40, usual: 4 }],
    ['the mean of the two in the middle', [1, 2, 3, 4], 30, { count: 30, usual: 2.5 }],
    ['7,199 where 1,000 are usual', hours(168, 1_000), 7_199, null],
    [
      'half of what one connection can send, however much is usual',
      hours(168, 1_000),
      7_200,
      { count: 7_200, usual: 1_000 },
    ],
  ])('%s', (_, growths, now, alarm) => {
    expect(alarmOf(growths, now)).toEqual(alarm);
  });

  it('is compared with the last week only', () => {
    expect(alarmOf([...hours(500, 100), ...hours(168, 1)], 40)).toEqual({ count: 40, usual: 1 });
    expect(alarmOf([...hours(500, 1), ...hours(168, 100)], 40)).toBeNull();
  });

  it('is not hidden by single hours of the week that were as busy', () => {
    expect(alarmOf([...hours(100, 2), 5_000, 5_000, ...hours(66, 2)], 31)).toEqual({ count: 31, usual: 2 });
  });
});
