import { createHash } from 'node:crypto';

/**
 * Draws `n` different numbers from 1 to `total`, in the order drawn. It is Ronald Rivest's sampler of 2011 without
 * replacement, which Colorado's audits of elections use. Pick number i is the SHA-256 of `<seed>,<i>` in UTF-8, read
 * as a number, modulo `total`, plus 1. A pick that came before is left out.
 * https://people.csail.mit.edu/rivest/sampler.py
 */
export function drawNumbers(seed: string, total: number, n: number): number[] {
  if (n > total) throw new RangeError('More numbers are wanted than there are.');
  const drawn = new Set<number>();
  for (const pick of picks(seed, total)) {
    if (drawn.size >= n) break;
    drawn.add(pick);
  }
  return [...drawn];
}

/** The picks of a seed, one after the other, with repetitions. They never end. */
export function* picks(seed: string, total: number): Generator<number> {
  for (let number = 1; ; number += 1) {
    const hash = createHash('sha256').update(`${seed},${number}`, 'utf8').digest('hex');
    yield Number(BigInt(`0x${hash}`) % BigInt(total)) + 1;
  }
}
