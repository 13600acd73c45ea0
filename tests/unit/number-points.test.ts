import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourOf, utcDayOf, withoutOldHours, withPoint } from '#domain/number-points.ts';

type Points = [string, number][];

const NOW = new Date('2026-11-26T14:05:00.000Z');
const BEFORE: Points = [['2026-11-26T12:00:00Z', 5]];

describe('the hour and the day of a moment', () => {
  it('are those of UTC', () => {
    expect([hourOf(NOW), utcDayOf(NOW)]).toEqual(['2026-11-26T14:00:00Z', '2026-11-26']);
  });
});

describe('a point', () => {
  it.each<[string, Points, number, Points]>([
    ['is none while the number is 0', [], 0, []],
    ['is the first number above 0', [], 5, [['2026-11-26T14:00:00Z', 5]]],
    ['is none where nothing changed', BEFORE, 5, BEFORE],
    ['is added where it changed, to 0 too', BEFORE, 0, [...BEFORE, ['2026-11-26T14:00:00Z', 0]]],
    ['takes the place of its hour’s', [['2026-11-26T14:00:00Z', 5]], 7, [['2026-11-26T14:00:00Z', 7]]],
    ['goes where the hour ends as it began', [...BEFORE, ['2026-11-26T14:00:00Z', 7]], 5, BEFORE],
    [
      'takes the place of the last one, where a clock went wrong',
      [...BEFORE, ['2026-11-26T15:00:00Z', 7]],
      9,
      [...BEFORE, ['2026-11-26T15:00:00Z', 9]],
    ],
  ])('%s', (_, points, online, expected) => {
    expect(withPoint(points, hourOf(NOW), online)).toEqual(expected);
  });

  it('is the same when it is added twice, and the points stay in order', () => {
    const value = fc.nat({ max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 60 }), value), { maxLength: 20 }), (steps) => {
        let points: Points = [];
        for (const [hours, online] of steps) {
          const at = hourOf(new Date(NOW.valueOf() + hours * 3_600_000));
          points = withPoint(points, at, online);
          expect(withPoint(points, at, online), at).toEqual(points);
          expect(points.at(-1)?.[1] ?? 0, at).toBe(online);
        }
        const labels = points.map(([at]) => at);
        expect(labels).toEqual([...new Set(labels)].sort());
        points.forEach(([, online], index) => expect(online).not.toBe(points[index - 1]?.[1] ?? 0));
      }),
    );
  });
});

describe('points of days that are longer ago than a month', () => {
  it('are the last one of each day, and younger ones stay', () => {
    const points: Points = [
      ['2026-10-24T00:00:00Z', 1],
      ['2026-10-25T22:00:00Z', 2],
      ['2026-10-25T23:00:00Z', 3],
      ['2026-10-26T00:00:00Z', 4],
      ['2026-10-26T01:00:00Z', 5],
    ];
    const compact: Points = [
      ['2026-10-24T00:00:00Z', 1],
      ['2026-10-25T00:00:00Z', 3],
      ['2026-10-26T00:00:00Z', 4],
      ['2026-10-26T01:00:00Z', 5],
    ];
    expect(withoutOldHours(points, NOW)).toEqual(compact);
    expect(withoutOldHours(compact, NOW)).toEqual(compact);
  });
});
