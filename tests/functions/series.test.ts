import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toNumbersText } from '#store/stored-numbers.ts';
import { someNumbers } from '../store/some-numbers.ts';
import { ask, NUMBERS_STORE, watchLog, withBlobs } from './platform.ts';
import { SharedCache } from './shared-cache.ts';

const blobs = await withBlobs();

const NUMBERS = someNumbers({
  online: 131,
  setAside: 31,
  points: [
    ['2026-11-26T13:00:00Z', 97],
    ['2026-11-26T14:00:00Z', 131],
  ],
  corrections: [['2026-11-26', 31]],
  hours: [['2026-11-26T14:00:00Z', 162]],
});

const BODIES = {
  series: { basis: 'claimed', points: NUMBERS.points },
  corrections: { setAside: NUMBERS.corrections },
} as const;
const EMPTY = { series: { basis: 'claimed', points: [] }, corrections: { setAside: [] } } as const;

type Kind = keyof typeof BODIES;

function askFor(kind: Kind, slug = 'clean-river', init: RequestInit = {}, query = ''): Promise<Response> {
  return ask(`/api/campaigns/${slug}/${kind}${query}`, init);
}

function seed(slug = 'clean-river'): void {
  blobs.seed(NUMBERS_STORE, [[slug, toNumbersText(NUMBERS)]]);
}

describe.each(['series', 'corrections'] as const)('GET %s', (kind) => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('says what was published, and nothing else of what the hourly function keeps', async () => {
    seed();
    const response = await askFor(kind);
    expect([response.status, await response.json()]).toEqual([
      200,
      { campaign: 'clean-river', ...BODIES[kind] },
    ]);
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('is empty while nothing was ever counted', async () => {
    expect(await (await askFor(kind)).json()).toEqual({ campaign: 'clean-river', ...EMPTY[kind] });
  });

  it('answers to former slugs, with the present one', async () => {
    seed('muddy-river');
    for (const slug of ['muddy-river', 'brown-river', 'blue-river']) {
      expect(await (await askFor(kind, slug)).json(), slug).toEqual({
        campaign: 'blue-river',
        ...BODIES[kind],
      });
    }
  });

  it('costs one read an age, whoever asks and whatever stands in the address', async () => {
    seed();
    const cache = new SharedCache((path) => ask(path));
    for (let reader = 0; reader < 50; reader += 1) {
      await cache.get(`/api/campaigns/clean-river/${kind}?utm_source=${reader}`, 0);
      await askFor(kind, 'clean-river', {}, `?x=${reader}`);
    }
    expect([blobs.operations.total, cache.size]).toEqual([1, kind === 'series' ? 1 : 0]);
    vi.advanceTimersByTime(10_000);
    await askFor(kind);
    expect(blobs.operations.total).toBe(2);
  });

  it('is cached as the contract says: a series like the count, corrections never', async () => {
    const { headers } = await askFor(kind);
    const count = await ask('/api/campaigns/clean-river/count');
    const names = ['cache-control', 'netlify-cdn-cache-control'];
    const cached = names.map((name) => count.headers.get(name));
    expect(names.map((name) => headers.get(name))).toEqual(kind === 'series' ? cached : ['no-store', null]);
  });

  it('lets every web page read each of its answers', async () => {
    watchLog();
    blobs.faults.always('get', { status: 403 });
    for (const [status, slug, init, query] of [
      [503, 'clean-river', {}],
      [404, 'nowhere', {}],
      [404, 'not-yet-shown', {}],
      [308, 'clean-river', {}, '?none'],
      [405, 'clean-river', { method: 'POST' }],
    ] as const) {
      const { status: answered, headers } = await askFor(kind, slug, init, query);
      const seen = [answered, headers.get('access-control-allow-origin'), headers.get('cache-control')];
      expect(seen, slug).toEqual([status, '*', 'no-store']);
    }
  });

  it('answers 404, 405 and 503 as the count does', async () => {
    watchLog();
    blobs.faults.always('get', { status: 403 });
    const posted = await askFor(kind, 'clean-river', { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    for (const slug of ['nowhere', 'not-yet-shown'])
      expect((await askFor(kind, slug)).status, slug).toBe(404);
    const failed = await askFor(kind);
    expect(failed.status).toBe(503);
    expect(failed.headers.get('retry-after')).toMatch(/^\d+$/u);
    expect(failed.headers.get('netlify-cdn-cache-control')).toBeNull();
  });

  it('says the last good answer while the store is down', async () => {
    const log = watchLog();
    seed();
    const good: unknown = await (await askFor(kind)).json();
    vi.advanceTimersByTime(10_000);
    blobs.faults.always('get', { status: 403 });
    const stale = await askFor(kind);
    expect([stale.status, await stale.json()]).toEqual([200, good]);
    expect(log()).toBe('The store did not confirm: read a document.');
  });
});
