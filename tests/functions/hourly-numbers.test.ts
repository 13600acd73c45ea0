import { describe, expect, it, vi } from 'vitest';
import { seriesPath } from '#domain/api-paths.ts';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { ASIDES, countNow, logged } from './aside-request.ts';
import { hourlyWorld, NOW, run } from './hourly-world.ts';
import { numbersOf, seedAside, seedSignatures, storedNumbers } from './numbers-world.ts';
import { ask, NUMBERS_STORE, STORE, watchLog, withBlobs } from './platform.ts';

const blobs = await withBlobs();
hourlyWorld(blobs);

const HOUR_MS = 3_600_000;
const IDS = someIds(1000);

const later = (hours: number): void => {
  vi.setSystemTime(NOW.valueOf() + hours * HOUR_MS);
};

async function pointsOf(slug: string): Promise<unknown> {
  forgetNumbers();
  return ((await (await ask(seriesPath(slug))).json()) as { points: unknown }).points;
}

describe('the numbers that the hourly function publishes', () => {
  it('are the count of every campaign, by hour', async () => {
    seedSignatures(blobs, 'clean-river', IDS.slice(0, 9));
    seedAside(blobs, 'clean-river', IDS.slice(0, 2));
    seedSignatures(blobs, 'muddy-river', IDS.slice(0, 3));
    expect(await run()).toBe(200);
    expect(await countNow('clean-river')).toEqual({ online: 7, setAside: 2 });
    expect(storedNumbers(blobs, 'clean-river')).toMatchObject({ online: 7, setAside: 2, basis: 'claimed' });
    expect(await pointsOf('blue-river')).toEqual([['2030-01-31T12:00:00Z', 3]]);
    later(2);
    seedSignatures(blobs, 'clean-river', IDS.slice(9, 12));
    expect(await run()).toBe(200);
    expect(await pointsOf('clean-river')).toEqual([
      ['2030-01-31T12:00:00Z', 7],
      ['2030-01-31T14:00:00Z', 10],
    ]);
    later(32 * 24);
    expect(await run()).toBe(200);
    expect(await pointsOf('clean-river')).toEqual([['2030-01-31T00:00:00Z', 10]]);
  });

  it('are none where nothing was ever counted, for drafts and for previews', async () => {
    seedSignatures(blobs, 'not-yet-shown', IDS.slice(0, 3));
    blobs.seed('signatures-deploy-preview', [[`clean-river/${IDS[0]}`, JSON.stringify(aSignature())]]);
    expect(await run()).toBe(200);
    expect([blobs.size(NUMBERS_STORE), blobs.size('numbers-deploy-preview')]).toEqual([0, 0]);
    blobs.seed('signatures-production', [[`clean-river/${IDS[0]}`, JSON.stringify(aSignature())]]);
    expect(await run('production')).toBe(200);
    expect([blobs.size(NUMBERS_STORE), blobs.size('numbers-production')]).toEqual([0, 1]);
  });

  it('are written only where something changed', async () => {
    seedSignatures(blobs, 'clean-river', IDS.slice(0, 9));
    expect(await run()).toBe(200);
    later(1);
    blobs.operations.reset();
    expect(await run()).toBe(200);
    // The note of the run.
    expect(blobs.operations.put).toBe(1);
  });

  it('of a discreet campaign are what count and series show, once a day', async () => {
    seedSignatures(blobs, 'quiet-river', IDS.slice(0, 200));
    expect(await countNow('quiet-river')).toEqual({ online: 0, setAside: 0 });
    expect(await run()).toBe(200);
    const { online } = await countNow('quiet-river');
    expect([online > 170, online <= 200]).toEqual([true, true]);
    seedSignatures(blobs, 'quiet-river', IDS.slice(200, 300));
    later(11);
    expect(await run()).toBe(200);
    expect(await countNow('quiet-river')).toEqual({ online, setAside: 0 });
    expect(await pointsOf('quiet-river')).toEqual([['2030-01-31T12:00:00Z', online]]);
    later(12);
    expect(await run()).toBe(200);
    expect((await countNow('quiet-river')).online).toBeGreaterThan(270);
    expect(await pointsOf('quiet-river')).toHaveLength(2);
  });

  it('of a discreet campaign tell one signature from none by nothing, even when it came and when it was erased', async () => {
    const answers = async (): Promise<string[]> => {
      forgetNumbers();
      later(3);
      const addresses = ['count', 'series', 'corrections', 'badge.svg'];
      const asked = addresses.map((address) => ask(`/api/campaigns/quiet-river/${address}`));
      return Promise.all((await Promise.all(asked)).map((answer) => answer.text()));
    };
    const none = await answers();
    seedSignatures(blobs, 'quiet-river', IDS.slice(0, 1), '2020-01-31T12:00:00.000Z');
    later(1);
    expect(await run()).toBe(200);
    expect(await answers(), 'it came').toEqual(none);
    blobs.seed('retention-local', [['undated/quiet-river/2020-01-31', '']]);
    later(2);
    expect([await run(), blobs.size(STORE)]).toEqual([200, 0]);
    expect(await answers(), 'it was erased').toEqual(none);
  });

  it('come after what is due of the asides was erased', async () => {
    seedSignatures(blobs, 'clean-river', IDS.slice(0, 9));
    seedAside(blobs, 'clean-river', IDS.slice(0, 2), { eraseAfter: '2030-01-31T12:00:00.000Z' });
    expect(await run()).toBe(200);
    expect(blobs.size(STORE)).toBe(7);
    expect(storedNumbers(blobs, 'clean-river')).toMatchObject({ online: 7, setAside: 0 });
  });
});

describe('a campaign that fails or is slow', () => {
  it.each([
    ['its signatures hang', 'list', 'clean-river/', 'hang'],
    ['its signatures are refused', 'list', 'clean-river/', { status: 403 }],
    ['its asides hang', 'get', 'clean-river', 'hang'],
    ['its number is not written', 'put', 'clean-river', { status: 403 }],
  ] as const)(
    'takes the others nothing, and the next hour has its number: %s',
    async (_, asked, start, fault) => {
      watchLog();
      for (const key of ['clean-river', 'muddy-river', 'has-won'])
        seedSignatures(blobs, key, IDS.slice(0, 3));
      seedSignatures(blobs, 'ended-by-date', IDS.slice(0, 3));
      blobs.faults.decide((operation, key) =>
        operation === asked && key.startsWith(start) ? fault : undefined,
      );
      const started = performance.now();
      expect(await run()).toBe(503);
      expect(performance.now() - started).toBeLessThan(28_000);
      expect(blobs.keys(NUMBERS_STORE)).toEqual(['ended-by-date', 'has-won', 'muddy-river']);
      expect(blobs.keys(STORE, 'ended-by-date/')).toEqual([]);
      blobs.faults.clear();
      later(1);
      expect(await run()).toBe(200);
      expect(numbersOf(blobs, 'clean-river')?.online).toBe(3);
    },
  );

  it('has its number though what is due of its asides cannot be erased', async () => {
    watchLog();
    seedSignatures(blobs, 'clean-river', IDS.slice(0, 9));
    seedAside(blobs, 'clean-river', IDS.slice(0, 2), { eraseAfter: '2030-01-31T12:00:00.000Z' });
    blobs.faults.decide((operation) => (operation === 'delete' ? 'hang' : undefined));
    expect(await run()).toBe(503);
    expect(storedNumbers(blobs, 'clean-river')).toMatchObject({ online: 7, setAside: 2 });
    expect(blobs.keys(ASIDES)).toEqual(['clean-river']);
  });
});

describe('retention of what its number cannot be kept of', () => {
  it('erases nothing', async () => {
    watchLog();
    seedSignatures(blobs, 'ended-by-date', IDS.slice(0, 3));
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key === 'ended-by-date' ? { status: 403 } : undefined,
    );
    expect(await run()).toBe(503);
    expect(blobs.keys(STORE, 'ended-by-date/')).toHaveLength(3);
    expect(await logged()).toEqual([]);
  });
});
