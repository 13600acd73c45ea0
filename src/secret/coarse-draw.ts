import { createHmac } from 'node:crypto';
import type { CoarseDraw } from '#domain/coarse-number.ts';
import { derivedKey } from './derived-key.ts';

/**
 * How often, of 100,000 times, an amount of 0, 1, 2 … 14 is drawn; 15 to 29 mirror them. From one value to the next
 * the middle grows by a tenth. So one signature more or less moves the odds by a tenth. The ends are rare, because an
 * end tells for certain.
 */
export const AMOUNT_WEIGHTS = mirrored([
  10, 32, 100, 310, 970, 3_050, 3_355, 3_690, 4_060, 4_465, 4_910, 5_400, 5_940, 6_535, 7_173,
]);

/**
 * How often, of 100,000 times, a distance of 10, 11 … 19 is drawn; 20 to 29 mirror them. Its middle is level, because
 * the hour of a change tells that a distance was reached. The ends are rare here too.
 */
export const DISTANCE_WEIGHTS = mirrored([100, 900, 6_125, 6_125, 6_125, 6_125, 6_125, 6_125, 6_125, 6_125]);

/** The smallest distance. The smallest amount is 0. */
export const DISTANCE_MIN = 10;

/**
 * What the secret draws for one change of a campaign's coarse number, by its key. The same change always draws the
 * same. So a write that was lost is repeated as it was.
 */
export function coarseDraw(secret: string, campaign: string, change: number): CoarseDraw {
  const bits = createHmac('sha256', derivedKey(secret, 'discreet')).update(`${campaign}\0${change}`).digest();
  return {
    amount: drawn(AMOUNT_WEIGHTS, bits.readUIntBE(0, DRAW_BYTES)),
    rise: DISTANCE_MIN + drawn(DISTANCE_WEIGHTS, bits.readUIntBE(DRAW_BYTES, DRAW_BYTES)),
    fall: DISTANCE_MIN + drawn(DISTANCE_WEIGHTS, bits.readUIntBE(2 * DRAW_BYTES, DRAW_BYTES)),
  };
}

/** 48 bits are exact in a number, and 100,000 divides them with no bias that matters. */
const DRAW_BYTES = 6;

function drawn(weights: readonly number[], bits: number): number {
  let rest = Math.floor((bits / 2 ** (8 * DRAW_BYTES)) * weights.reduce((sum, weight) => sum + weight, 0));
  return weights.findIndex((weight) => (rest -= weight) < 0);
}

function mirrored(weights: readonly number[]): readonly number[] {
  return [...weights, ...weights.toReversed()];
}
