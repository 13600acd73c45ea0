import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '#domain/wilson.ts';

describe('the Wilson score interval', () => {
  // Newcombe 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is as published', (yes, asked, low, high) => {
    const interval = wilson(yes, asked);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('touches the ends where none or all said yes, and turns round with the question', () => {
    const counts = fc
      .integer({ min: 0, max: 5_000 })
      .chain((asked) => fc.tuple(fc.nat(asked), fc.constant(asked)));
    fc.assert(
      fc.property(counts, ([yes, asked]) => {
        const { low, high } = wilson(yes, asked);
        const no = wilson(asked - yes, asked);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect([low === 0, high === 1]).toEqual([yes === 0, yes === asked]);
        expect(low).toBeCloseTo(1 - no.high, 10);
        if (asked > 0) expect(low <= yes / asked && yes / asked <= high).toBe(true);
      }),
    );
  });

  it('tells nothing where nobody was asked', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it.each([
    [2, 1],
    [-1, 3],
    [1.5, 3],
    [Number.NaN, 3],
  ])('refuses %f of %f', (yes, asked) => {
    expect(() => wilson(yes, asked)).toThrow(RangeError);
  });
});
