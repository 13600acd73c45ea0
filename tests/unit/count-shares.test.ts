import type { Store } from '@netlify/blobs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countShares } from '#blobs/count-shares.ts';
import { type Shares, shareMemory, type ShareStore } from '#store/stored-shares.ts';
import type { CountedAmong } from '#store/stores.ts';
import { VirtualKeys } from '../support/virtual-keys.ts';

const HALF_MS = 9_000;
const KEEP_MS = 16_900;
const LIMIT_MS = 20_000;
const NONE = new Set<string>();

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-26T14:00:00Z') }));
afterEach(() => void vi.useRealTimers());

describe('ten million signatures', () => {
  it.each([
    [50, 1],
    [100, 2],
    [200, 2],
  ])('at %i ms a page are whole within %i requests, none longer than 20 s', async (pageMs, requests) => {
    const world = aWorld(pageMs);
    world.keys.counts.fill(Math.ceil(10_000_000 / 4096));
    const answers = [];
    for (let request = 0; request < requests; request += 1) answers.push(await world.request());
    const failed = answers.slice(0, -1).map(({ counted }) => counted);
    expect(failed).toEqual(Array.from({ length: requests - 1 }, () => null));
    expect(answers.at(-1)?.counted?.all).toBe(world.keys.total);
    expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(LIMIT_MS);
    // The memory of a campaign is one small blob.
    expect(JSON.stringify(world.kept()).length).toBeLessThan(20_000);
  });

  it('are as old as the share that was counted longest ago', async () => {
    const world = aWorld(200);
    world.keys.counts.fill(2_000);
    const first = new Date().toISOString();
    while ((await world.request()).counted === null);
    world.keys.counts.fill(2_001);
    const { counted } = await world.request();
    expect(new Date(counted?.since ?? 0).toISOString()).not.toBe(first);
    expect(counted?.all).toBeGreaterThan(2_000 * 4096);
    expect(counted?.all).toBeLessThan(2_001 * 4096);
    await world.request();
    await world.request();
    expect((await world.request()).counted?.all).toBe(2_001 * 4096);
  });

  it('keep what was counted where one share hangs', async () => {
    const world = aWorld(50);
    world.keys.counts.fill(1_000);
    world.hangAt(100);
    const { counted, tookMs } = await world.request();
    expect(counted).toBe(null);
    expect(tookMs).toBeLessThan(LIMIT_MS);
    expect(Object.keys(world.kept()?.shares ?? {})).toHaveLength(255);
    expect((await world.request()).counted?.all).toBe(4_096_000);
  });

  it('are not counted from what was counted a day ago', async () => {
    const world = aWorld(50);
    world.keys.counts.fill(1_000);
    await world.request();
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    world.hangAt(world.keys.pages + 100);
    expect((await world.request()).counted).toBe(null);
  });

  it('fail where nothing can be counted, though all of it was', async () => {
    const world = aWorld(50);
    world.keys.counts.fill(1_000);
    await world.request();
    world.breakAfter(0);
    await expect(world.request({ throws: true })).rejects.toThrow('The store did not confirm: count.');
  });

  it('keep what was counted before the store broke off', async () => {
    const world = aWorld(50);
    world.keys.counts.fill(1_000);
    world.breakAfter(2_000);
    await expect(world.request({ throws: true })).rejects.toThrow('The store did not confirm: count.');
    const known = Object.keys(world.kept()?.shares ?? {}).length;
    expect(known).toBeGreaterThan(64);
    expect(known).toBeLessThan(256);
    world.breakAfter(Infinity);
    expect((await world.request()).counted?.all).toBe(4_096_000);
  });
});

describe('signing and erasing while shares are counted', () => {
  it('leave each share between the fewest and the most that it had since its time, and the sum exact once quiet', async () => {
    const change = fc.record({
      bucket: fc.nat(4095),
      by: fc.integer({ min: -3, max: 3 }),
      everyPages: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            pageMs: fc.integer({ min: 1, max: 3_000 }),
            changes: fc.array(change, { maxLength: 8 }),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        async (requests) => {
          const world = aWorld(0);
          world.keys.counts.fill(3);
          for (const { pageMs, changes } of requests) {
            world.change(pageMs, changes);
            const { counted } = await world.request();
            if (counted) world.expectTrue(counted);
          }
          world.change(1, []);
          const { counted } = await world.request();
          expect(counted).toEqual({ all: world.keys.total, wanted: 0, since: expect.any(Number) as number });
        },
      ),
      { numRuns: 30 },
    );
  }, 120_000);
});

interface Change {
  readonly bucket: number;
  readonly by: number;
  /** It happens after each so many pages. */
  readonly everyPages: number;
}

/** A store whose pages take `pageMs`, and what is known of its keys. */
function aWorld(pageMs: number) {
  let wait = pageMs;
  let pagesToBreak = Infinity;
  let hanging = -1;
  let changes: readonly Change[] = [];
  let standing: Shares | null = null;
  /** What each bucket held, and when: the oracle. */
  const past = new Map<number, [at: number, count: number][]>();
  const keys = new VirtualKeys(async () => {
    if ((pagesToBreak -= 1) < 0) throw new Error('broke off');
    const isHanging = keys.pages === hanging;
    await new Promise((resolve) => setTimeout(resolve, isHanging ? 10 * LIMIT_MS : wait));
    for (const { bucket, by, everyPages } of changes) {
      if (keys.pages % everyPages !== 0) continue;
      const before = keys.counts[bucket] ?? 0;
      const history = past.get(bucket) ?? [[0, before]];
      keys.counts[bucket] = Math.max(0, before + by);
      past.set(bucket, [...history, [Date.now(), keys.counts[bucket] ?? 0]]);
    }
  });
  const shares: ShareStore = {
    read: () => Promise.resolve(standing),
    update: (_, change) => Promise.resolve((standing = change(standing))),
  };
  return {
    keys,
    kept: () => standing,
    hangAt: (page: number) => (hanging = page),
    breakAfter: (pages: number) => (pagesToBreak = pages),
    change: (ms: number, next: readonly Change[]) => {
      wait = ms;
      changes = next;
    },
    expectTrue: ({ all, since = 0 }: CountedAmong) => {
      let fewest = keys.total;
      let most = keys.total;
      for (const [bucket, history] of past) {
        // What stood at that time, and all that stood since.
        const stood = history.filter(
          ([at], index) => at >= since || (history[index + 1]?.[0] ?? Infinity) >= since,
        );
        const counts = stood.map(([, count]) => count);
        fewest += Math.min(...counts) - (keys.counts[bucket] ?? 0);
        most += Math.max(...counts) - (keys.counts[bucket] ?? 0);
      }
      expect(all).toBeGreaterThanOrEqual(fewest);
      expect(all).toBeLessThanOrEqual(most);
    },
    request: async ({ throws = false } = {}) => {
      const started = performance.now();
      const counting = countShares(
        {
          store: keys.store as Store,
          folder: 'clean-river/',
          memory: shareMemory({ shares, at: new Date() }, 'clean-river'),
          stopAtMs: started + HALF_MS,
          keepAtMs: started + KEEP_MS,
        },
        NONE,
      );
      const settled = throws ? counting : counting.catch(() => null);
      settled.catch(() => null);
      const pending = new Set([settled]);
      void settled.catch(() => null).finally(() => pending.clear());
      while (pending.size > 0) await vi.advanceTimersByTimeAsync(Math.max(1, wait));
      return { counted: await settled, tookMs: performance.now() - started };
    },
  };
}
