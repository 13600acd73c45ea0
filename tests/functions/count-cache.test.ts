import { describe, expect, it } from 'vitest';
import { ask, STORE, watchLog, withBlobs } from './platform.ts';
import { SharedCache } from './shared-cache.ts';
import { withVirtualTime } from './virtual-time.ts';

const blobs = await withBlobs();

withVirtualTime(blobs);

const PATH = '/api/campaigns/asks-nothing/count';

function ageOf(response: Response): number {
  const control = response.headers.get('netlify-cdn-cache-control') ?? '';
  return Number(/s-maxage=(?<age>\d+)/u.exec(control)?.groups?.['age']);
}

async function onlineOf(response: Response): Promise<number> {
  return ((await response.json()) as { online: number }).online;
}

function seed(from: number, to: number): void {
  blobs.seed(
    STORE,
    Array.from(
      { length: to - from },
      (_, index) => [`asks-nothing/${(from + index).toString(16).padStart(32, '0')}`, '{}'] as const,
    ),
  );
}

describe('the count behind a shared cache', () => {
  it('is counted at most once an age, however many read it and whatever trackers add', async () => {
    const cache = new SharedCache((path) => ask(path));
    const age = ageOf(await ask(PATH));
    blobs.operations.reset();
    const minutes = 10;
    const readers = 100_000;
    for (let reader = 0; reader < readers; reader += 1) {
      await cache.get(`${PATH}?utm_source=news${reader}&fbclid=${reader}`, (reader / readers) * minutes * 60);
    }
    expect(blobs.operations.list).toBeLessThanOrEqual(Math.ceil((minutes * 60) / age) + 1);
    expect(blobs.operations.total).toBe(blobs.operations.list);
  });

  it('is counted once by a crowd that comes at once', async () => {
    const cache = new SharedCache((path) => ask(path));
    await Promise.all(Array.from({ length: 1_000 }, () => cache.get(PATH, 0)));
    expect(blobs.operations.list).toBe(1);
  });

  it('is kept the longer the more it cost to count', async () => {
    const cheap = ageOf(await ask(PATH));
    blobs.latencyMs = 1_500;
    const dear = ageOf(await ask(PATH));
    expect(dear).toBeGreaterThanOrEqual(30);
    expect(dear).toBeGreaterThan(cheap);
  });

  it('stays the last good number while the store is down, and grows again after', async () => {
    watchLog();
    const cache = new SharedCache((path) => ask(path));
    seed(0, 5);
    expect(await onlineOf(await cache.get(PATH, 0))).toBe(5);
    blobs.faults.always('list', { status: 403 });
    seed(5, 9);
    for (const now of [60, 120, 3_600])
      expect(await onlineOf(await cache.get(PATH, now)), `after ${now} s`).toBe(5);
    blobs.faults.clear();
    await cache.get(PATH, 7_200);
    expect(await onlineOf(await cache.get(PATH, 7_205))).toBe(9);
  });
});
