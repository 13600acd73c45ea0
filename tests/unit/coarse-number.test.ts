import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type CoarseDraw, type CoarseNumber, publishCoarse } from '#domain/coarse-number.ts';
import { AMOUNT_WEIGHTS, coarseDraw, DISTANCE_MIN, DISTANCE_WEIGHTS } from '#secret/coarse-draw.ts';
import { derivedKey } from '#secret/derived-key.ts';

const SECRET = 'x'.repeat(32);
const DRAW: CoarseDraw = { amount: 7, rise: 12, fall: 20 };
const drawOf = () => DRAW;
const STANDING: CoarseNumber = { online: 93, coarse: { change: 4, day: '2026-11-26', true: 100 } };

const after = (day: string, count: number, standing: CoarseNumber | null = STANDING) =>
  publishCoarse(standing, { day, true: count }, drawOf);

describe('a coarse number', () => {
  it.each([
    ['2026-11-27', 111],
    ['2026-11-27', 81],
    ['2026-11-26', 900],
    ['2026-11-25', 900],
  ])('stands on %s at %i', (day, count) => {
    expect(after(day, count)).toBeNull();
  });

  it.each([112, 80, 900])('changes at %i to less than the true number', (count) => {
    const coarse = { change: 5, day: '2026-11-27', true: count };
    expect(after('2026-11-27', count)).toEqual({ online: count - 7, coarse });
  });

  it('is 0 below 30, and then stays at 0 until it is 30', () => {
    const low = after('2026-11-27', 36);
    expect(low?.online).toBe(0);
    expect(after('2026-11-28', 24, low)).toBeNull();
    expect(after('2026-11-28', 48, low)?.online).toBe(41);
    expect(after('2026-11-28', 36, null)).toBeNull();
    expect(after('2026-11-28', 37, null)?.online).toBe(30);
  });

  it('takes the distances of the standing change, and the amount of the next one', () => {
    const asked = (change: number): CoarseDraw => ({ amount: change, rise: change + 10, fall: 29 });
    const next = (count: number) => publishCoarse(STANDING, { day: '2026-11-27', true: count }, asked);
    expect([next(113), next(114)?.online]).toEqual([null, 109]);
  });

  it('does not change to what it is', () => {
    expect(after('2026-11-27', 120, { ...STANDING, online: 113 })).toBeNull();
  });

  it('never shows more than there are, and changes at most once a day and by no small step', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ hours: fc.nat(30), moved: fc.integer({ min: -40, max: 40 }) })),
        (steps) => {
          let standing: CoarseNumber | null = null;
          let [hour, count] = [0, 0];
          for (const { hours, moved } of steps) {
            hour += hours;
            count = Math.max(0, count + moved);
            const day = new Date(hour * 3_600_000).toISOString().slice(0, 10);
            const next = publishCoarse(standing, { day, true: count }, (change) =>
              coarseDraw(SECRET, 'a', change),
            );
            if (!next) continue;
            const { coarse } = standing ?? {};
            expect(next.online === 0 || (next.online >= 30 && next.online <= count), `${next.online}`).toBe(
              true,
            );
            expect(next.coarse.day > (coarse?.day ?? ''), next.coarse.day).toBe(true);
            expect(Math.abs(count - (coarse?.true ?? 0)), 'the step').toBeGreaterThanOrEqual(10);
            standing = next;
          }
        },
      ),
    );
  });
});

describe('what the secret draws for a change', () => {
  const draws = Array.from({ length: 3_000 }, (_, change) => coarseDraw(SECRET, 'clean-river', change));

  it('is the same each time, and another for another change, campaign or secret', () => {
    expect(coarseDraw(SECRET, 'clean-river', 7)).toEqual(draws[7]);
    const alike = (others: (change: number) => CoarseDraw) =>
      draws.filter((draw, change) => others(change).amount === draw.amount).length / draws.length;
    expect(alike((change) => coarseDraw(SECRET, 'clean-river', change + 1))).toBeLessThan(0.1);
    expect(alike((change) => coarseDraw(SECRET, 'other', change))).toBeLessThan(0.1);
    expect(alike((change) => coarseDraw('y'.repeat(32), 'clean-river', change))).toBeLessThan(0.1);
  });

  it('comes from HMAC-SHA-256 under a key of its own', () => {
    const bits = createHmac('sha256', derivedKey(SECRET, 'discreet')).update('clean-river\x007').digest();
    const share = bits.readUIntBE(0, 6) / 2 ** 48;
    const below = (amount: number) => sum(AMOUNT_WEIGHTS.slice(0, amount)) / sum(AMOUNT_WEIGHTS);
    const { amount } = draws[7] ?? DRAW;
    expect([below(amount) <= share, share < below(amount + 1)]).toEqual([true, true]);
  });

  it('has an amount of 0 to 29 and distances of 10 to 29, by their laws', () => {
    const laws = [
      ['amount', AMOUNT_WEIGHTS, 0],
      ['rise', DISTANCE_WEIGHTS, DISTANCE_MIN],
      ['fall', DISTANCE_WEIGHTS, DISTANCE_MIN],
    ] as const;
    for (const [what, weights, least] of laws) {
      expect([weights.length + least, sum(weights)], what).toEqual([30, 100_000]);
      for (const [index, weight] of weights.entries()) {
        const expected = (weight / 100_000) * draws.length;
        const found = draws.filter((draw) => draw[what] === least + index).length;
        expect(Math.abs(found - expected), `${what} ${least + index}`).toBeLessThan(
          4 + 4 * Math.sqrt(expected),
        );
      }
    }
  });

  it('is drawn apart for amount, rise and fall', () => {
    const alike = (test: (draw: CoarseDraw) => boolean) => draws.filter(test).length / draws.length;
    expect(alike(({ rise, fall }) => rise === fall)).toBeLessThan(0.1);
    expect(alike(({ amount, rise }) => amount === rise)).toBeLessThan(0.1);
  });
});

function sum(weights: readonly number[]): number {
  return weights.reduce((total, weight) => total + weight, 0);
}
