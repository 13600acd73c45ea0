import type { Store } from '@netlify/blobs';
import { describe, expect, it } from 'vitest';
import { eachPage } from '#blobs/list-keys.ts';
import { VirtualKeys } from '../support/virtual-keys.ts';

/** The same numbers in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function listed(keys: number, prefixes = ['']) {
  const virtual = new VirtualKeys();
  virtual.spread(keys, seeded(keys));
  let found = 0;
  await eachPage(virtual.store as Store, 'clean-river/', prefixes, (page) => {
    found += page.length;
  });
  return { found, pages: virtual.pages, total: virtual.total };
}

describe('a list of keys', () => {
  it.each([0, 1, 999, 1000, 1001, 9_999])('of %i takes no page more than they fill', async (keys) => {
    const { found, pages } = await listed(keys);
    expect(found).toBe(keys);
    expect(pages).toBeLessThanOrEqual(Math.max(1, Math.ceil(keys / 1000)) + 1);
  });

  // Every step is 7 % more. Where a list is split into more lanes they are the emptiest.
  const sizes = Array.from({ length: 70 }, (_, step) => Math.round(10_000 * 1.07 ** step)).filter(
    (size) => size < 1_000_000,
  );

  it.each([...sizes, 1_000_000])('of %i takes at most 1.3 times the pages that they fill', async (keys) => {
    const { found, pages } = await listed(keys);
    expect(found).toBe(keys);
    expect(pages).toBeLessThanOrEqual(1.3 * Math.ceil(keys / 1000));
  });

  it('of a part holds what starts with its digits, once', async () => {
    const halves = [
      ['0', '1', '2', '3', '4', '5', '6', '7'],
      ['8', '9', 'a', 'b', 'c', 'd', 'e', 'f'],
    ];
    const [low, high] = await Promise.all(halves.map((prefixes) => listed(300_000, prefixes)));
    expect((low?.found ?? 0) + (high?.found ?? 0)).toBe(300_000);
    expect(low?.found).toBeGreaterThan(148_000);
  });
});
