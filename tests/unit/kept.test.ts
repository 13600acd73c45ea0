import { describe, expect, it } from 'vitest';
import { Kept } from '#actions/kept.ts';

describe('what a process finds out once an age', () => {
  it.each([
    ['later', () => Promise.reject(new Error('no store'))],
    [
      'at once',
      () => {
        throw new Error('no store');
      },
    ],
  ])('keeps no failure, not even one that comes %s', async (_, fail: () => Promise<number>) => {
    const kept = new Kept<number>();
    await expect(kept.fresh('clean-river', fail)).rejects.toThrow('no store');
    expect((await kept.fresh('clean-river', () => Promise.resolve(7))).value).toBe(7);
  });
});
