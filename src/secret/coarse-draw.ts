import { createHmac } from 'node:crypto';
import type { CoarseDraw } from '#domain/coarse-number.ts';
import { derivedKey } from './derived-key.ts';

/** The sum of the weights of each law. */
const OF_WEIGHTS = 100_000;

/**
 * How often, of 100,000 times, an amount of 0, 1, 2 … 14 is drawn; 15 to 29 mirror them. Neighbors differ by at most a
 * tenth, so that one signature moves the odds by a tenth. With two hills the difference of two amounts does so too: it
 * is what the public sees. The ends are rare, because an end tells for certain.
 */
export const AMOUNT_WEIGHTS = mirrored([
  60, 688, 2_073, 3_695, 4_050, 4_446, 4_700, 4_423, 4_028, 3_669, 3_424, 3_269, 3_547, 3_859, 4_069,
]);

/**
 * How often, of 100,000 times, a distance of 10, 11 … 19 is drawn; 20 to 29 mirror them. The middle is level, because
 * the hour of a change tells which distance was reached. The ends are rare here too.
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

/** 48 bits are exact in a number, and leave no bias that matters. */
const DRAW_BYTES = 6;
const ALL_BITS = 2 ** (8 * DRAW_BYTES);

function drawn(weights: readonly number[], bits: number): number {
  let rest = Math.floor((bits / ALL_BITS) * OF_WEIGHTS);
  return weights.findIndex((weight) => (rest -= weight) < 0);
}

function mirrored(weights: readonly number[]): readonly number[] {
  return [...weights, ...weights.toReversed()];
}
