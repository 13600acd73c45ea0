import { describe, expect, it, vi } from 'vitest';
import { asOrganizer, ask, STORE, watchLog, withBlobs } from './platform.ts';
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

function seed(from: number, to: number, slug = 'asks-nothing'): void {
  blobs.seed(
    STORE,
    Array.from(
      { length: to - from },
      (_, index) => [`${slug}/${(from + index).toString(16).padStart(32, '0')}`, '{}'] as const,
    ),
  );
}

function wait(seconds: number): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(seconds * 1000);
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
    expect(cache.size).toBe(1);
  });

  it('is counted once by a crowd that comes at once', async () => {
    const cache = new SharedCache((path) => ask(path));
    await Promise.all(Array.from({ length: 1_000 }, () => cache.get(PATH, 0)));
    expect(blobs.operations.list).toBe(1);
  });

  it('gives nobody an entry of his own, not even by the parameter that the edge is told', async () => {
    const cache = new SharedCache((path) => ask(path));
    const named = (await ask(PATH)).headers.get('netlify-vary')?.replace('query=', '') ?? '';
    await cache.get(PATH, 0);
    blobs.operations.reset();
    const percented = `%${named.charCodeAt(0).toString(16)}${named.slice(1)}`;
    for (const name of [named, percented]) {
      for (const query of [`?${name}`, `?${name}=7`, `?utm_source=x&${name}=7`, `?${name}=1&${name}=2`]) {
        const response = await cache.get(PATH + query, 0);
        expect([response.status, response.headers.get('location')], query).toEqual([308, PATH]);
        expect(response.headers.get('cache-control'), query).toBe('no-store');
      }
    }
    // The emulation is exact about case, and the edge may not be.
    expect((await ask(`${PATH}?${named.toUpperCase()}`)).status).toBe(308);
    expect([cache.size, blobs.operations.total]).toEqual([1, 0]);
  });

  it('is kept the longer the more it cost to count', async () => {
    const cheap = ageOf(await ask(PATH));
    await wait(cheap);
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
    await wait(60);
    blobs.faults.always('list', { status: 403 });
    seed(5, 9);
    for (const now of [60, 120, 3_600])
      expect(await onlineOf(await cache.get(PATH, now)), `after ${now} s`).toBe(5);
    blobs.faults.clear();
    await cache.get(PATH, 7_200);
    expect(await onlineOf(await cache.get(PATH, 7_205))).toBe(9);
  });
});

describe('a process that no cache shields', () => {
  const ASKERS: readonly (readonly [string, string, RequestInit])[] = [
    ['as everybody', PATH, {}],
    ['with a parameter', `${PATH}?x=1`, {}],
    ['with another', `${PATH}?x=2&y=%00`, {}],
    ['with a slash at the end', `${PATH}/`, {}],
    ['by HEAD', PATH, { method: 'HEAD' }],
    ['as an organizer', PATH, asOrganizer()],
    ['with a header that asks for a new one', PATH, { headers: { 'cache-control': 'no-cache' } }],
  ];

  it.each(ASKERS)('counts a campaign once an age, asked %s', async (_, path, init) => {
    seed(0, 3);
    await ask(PATH);
    seed(3, 5);
    blobs.operations.reset();
    for (let index = 0; index < 50; index += 1) {
      const response = await ask(path.replace('x=', `x${index}=`), init);
      expect([response.status, blobs.operations.total], path).toEqual([200, 0]);
    }
    await wait(10);
    await ask(path, init);
    expect(blobs.operations.list).toBe(1);
    expect(await onlineOf(await ask(PATH))).toBe(5);
  });

  it('counts once for all who ask at once, and each campaign for itself', async () => {
    seed(0, 3);
    seed(0, 2, 'has-won');
    blobs.latencyMs = 500;
    const asked = Array.from({ length: 40 }, (_, index) =>
      ask(index % 2 === 0 ? `${PATH}?x=${index}` : '/api/campaigns/has-won/count'),
    );
    const numbers = await Promise.all((await Promise.all(asked)).map(onlineOf));
    expect(new Set(numbers)).toEqual(new Set([3, 2]));
    expect(blobs.operations.list).toBe(2);
  });

  it('tells caches only the rest of the age', async () => {
    expect(ageOf(await ask(PATH))).toBe(10);
    await wait(7);
    expect(ageOf(await ask(PATH))).toBe(3);
    await wait(2.9);
    expect(ageOf(await ask(PATH))).toBe(1);
    await wait(1);
    expect(ageOf(await ask(PATH))).toBe(10);
  });

  it('keeps no failure, and lets everybody who waited know of it', async () => {
    watchLog();
    blobs.faults.always('list', { status: 403 });
    const answers = await Promise.all([ask(PATH), ask(`${PATH}/`)]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    blobs.faults.clear();
    seed(0, 4);
    expect(await onlineOf(await ask(PATH))).toBe(4);
  });

  it('keeps nothing of campaigns that nobody may know of', async () => {
    for (const slug of ['nowhere', 'not-yet-shown', 'privacy', 'a'.repeat(300), '%00', 'x%2Fy']) {
      expect((await ask(`/api/campaigns/${slug}/count`)).status, slug).toBe(404);
    }
    expect(blobs.operations.total).toBe(0);
  });
});
