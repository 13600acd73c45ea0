import { describe, expect, it, vi } from 'vitest';
import { someIds } from '../store/a-signature.ts';
import { ASIDES, countNow } from './aside-request.ts';
import { before, DAY_MS, hourlyWorld, NOW, run } from './hourly-world.ts';
import {
  type Faulty,
  numbersOf,
  runWatched,
  seedAside,
  seedSignatures,
  storedNumbers,
} from './numbers-world.ts';
import { STORE, watchLog, withBlobs } from './platform.ts';

const blobs = await withBlobs();
hourlyWorld(blobs);

const HOUR_MS = 3_600_000;
const IDS = someIds(7);
const ASIDE = IDS.slice(0, 2);
/** What everybody sees, before, between and after. */
const SEEN = { online: 5, setAside: 2 };

/** `ended-by-date` closed ten years ago, so all its signatures are due. */
function seedEnded(): void {
  seedSignatures(blobs, 'ended-by-date', IDS);
  seedAside(blobs, 'ended-by-date', ASIDE);
}

/** `blue-river` has no last day: three of its signatures are old, one of them is aside. */
const OLD = IDS.slice(1, 4);
function seedAgeing(): void {
  seedSignatures(blobs, 'muddy-river', IDS, before(DAY_MS).toISOString());
  seedSignatures(blobs, 'muddy-river', OLD, before(1000 * DAY_MS).toISOString());
  seedAside(blobs, 'muddy-river', ASIDE);
  blobs.seed('retention-local', [['undated/muddy-river/2020-01-31', '']]);
}

const later = (hours: number): void => {
  vi.setSystemTime(NOW.valueOf() + hours * HOUR_MS);
};

describe('the number while retention erases a whole campaign', () => {
  it('is the same between any two store operations, whenever the list was read', async () => {
    seedEnded();
    const { status, operations } = await runWatched(blobs, 'ended-by-date', SEEN);
    expect(status).toBe(200);
    expect(
      operations.filter((name) => name.startsWith('delete') && name.includes('signatures')),
    ).toHaveLength(7);
    expect(blobs.size(STORE)).toBe(0);
    expect(storedNumbers(blobs, 'ended-by-date')).toMatchObject({
      ...SEEN,
      pending: null,
      erased: NOW.toISOString(),
      gone: { counted: 5, aside: 2 },
      points: [['2030-01-31T12:00:00Z', 5]],
      corrections: [['2030-01-31', 2]],
    });
    for (const hours of [1, 24, 10_000]) {
      later(hours);
      expect(await run(), String(hours)).toBe(200);
      expect(await countNow('ended-by-date'), String(hours)).toEqual(SEEN);
    }
  });

  it('goes with the asides, whose reasons may name somebody', async () => {
    seedEnded();
    expect(await run()).toBe(200);
    expect(blobs.keys(ASIDES)).toEqual([]);
    // A run that broke off in between, or organizers who erased the rest.
    seedAside(blobs, 'ended-by-date', ASIDE);
    later(1);
    expect(await run()).toBe(200);
    expect(blobs.keys(ASIDES)).toEqual([]);
    expect(await countNow('ended-by-date')).toEqual(SEEN);
  });

  it('is erased with the signatures where there is no campaign, and the asides too', async () => {
    seedSignatures(blobs, 'gone-river', IDS);
    seedAside(blobs, 'gone-river', ASIDE);
    seedAside(blobs, 'gone-too', ASIDE);
    blobs.seed('numbers-local', [['gone-river', numbersText()]]);
    watchLog();
    expect(await run()).toBe(200);
    later(179 * 24);
    expect(await run()).toBe(200);
    expect([blobs.size(STORE), blobs.keys(ASIDES), numbersOf(blobs, 'gone-river')?.online]).toEqual([
      7,
      ['gone-river', 'gone-too'],
      5,
    ]);
    later(182 * 24);
    expect(await run()).toBe(200);
    expect([blobs.size(STORE), blobs.keys(ASIDES), blobs.size('numbers-local')]).toEqual([0, [], 0]);
    later(183 * 24);
    expect(await run()).toBe(200);
    expect(blobs.keys('retention-local')).toEqual([]);
  });
});

function numbersText(): string {
  const moment = before(DAY_MS).toISOString();
  const numbers = { basis: 'claimed', ...SEEN, asOf: moment, points: [], corrections: [], erased: null };
  const rest = { gone: { counted: 0, aside: 0 }, pending: null, hours: [], alarmed: null, coarse: null };
  return JSON.stringify({ version: 1, ...numbers, ...rest });
}

describe('the number while retention erases old signatures', () => {
  it('is the same between any two store operations, and the young ones stay', async () => {
    seedAgeing();
    const { status } = await runWatched(blobs, 'blue-river', SEEN);
    expect(status).toBe(200);
    expect(blobs.keys(STORE)).toEqual(
      IDS.filter((id) => !OLD.includes(id))
        .map((id) => `muddy-river/${id}`)
        .sort(),
    );
    expect(storedNumbers(blobs, 'muddy-river').gone).toEqual({ counted: 2, aside: 1 });
    expect(blobs.keys(ASIDES)).toEqual(['muddy-river']);
    later(1);
    expect(await countNow('blue-river')).toEqual(SEEN);
  });

  it('counts one that came anew once, and lets it stand, where a run broke off in between', async () => {
    watchLog();
    seedAgeing();
    // The first of the old ones goes, the others cannot.
    blobs.faults.decide((operation, key) =>
      operation === 'delete' && !key.endsWith(OLD[1] ?? '') ? { status: 403 } : undefined,
    );
    expect(await run()).toBe(503);
    blobs.faults.clear();
    expect(await countNow('blue-river')).toEqual(SEEN);
    const anew = OLD.slice(0, 2);
    seedSignatures(blobs, 'muddy-river', anew, NOW.toISOString());
    later(1);
    const { status } = await runWatched(blobs, 'blue-river', SEEN);
    expect(status).toBe(200);
    for (const id of anew) expect(blobs.has(STORE, `muddy-river/${id}`), id).toBe(true);
    expect(blobs.has(STORE, `muddy-river/${OLD[2]}`)).toBe(false);
    later(2);
    expect(await countNow('blue-river')).toEqual(SEEN);
  });

  it('counts what came since, from the hour after', async () => {
    seedAgeing();
    expect(await run()).toBe(200);
    seedSignatures(blobs, 'muddy-river', someIds(9).slice(7), NOW.toISOString());
    later(1);
    expect(await countNow('blue-river')).toEqual({ online: 7, setAside: 2 });
    expect(await run()).toBe(200);
    expect(storedNumbers(blobs, 'muddy-river')).toMatchObject({ online: 7, setAside: 2 });
  });
});

const FAULTS: readonly Omit<Faulty, 'number'>[] = [
  { fault: 'lostAfter', isLasting: false },
  { fault: { status: 403 }, isLasting: false },
  { fault: { status: 403, landed: true }, isLasting: false },
  // The run is cut off.
  { fault: { status: 403 }, isLasting: true },
];

/** Operations that no number depends on. */
const OTHERS = /mails-|news-|withdrawals-|-deploy-preview|-branch-deploy/u;

describe.each([
  ['a whole campaign', 'ended-by-date', 'ended-by-date', seedEnded, 0],
  ['old signatures', 'blue-river', 'muddy-river', seedAgeing, 4],
] as const)('a run of retention that meets a fault, with %s', (_, slug, key, seed, left) => {
  it.each(FAULTS)('never shows a smaller number, and the next one ends it: %j', async (how) => {
    watchLog();
    seed();
    const { operations } = await runWatched(blobs, slug, SEEN);
    const numbers = [...operations.keys()].filter((number) => !OTHERS.test(operations[number] ?? ''));
    expect(numbers.length).toBeGreaterThan(20);
    for (const number of numbers) {
      await blobs.renew();
      vi.setSystemTime(NOW);
      seed();
      await runWatched(blobs, slug, SEEN, { faulty: { number, ...how } });
      for (const hours of [1, 2]) {
        later(hours);
        const name = `${number}: ${operations[number] ?? ''}, ${hours} hours later`;
        expect(await run(), name).toBe(200);
        expect(await countNow(slug), name).toEqual(SEEN);
        expect(blobs.keys(STORE, `${key}/`), name).toHaveLength(left);
        const { pending, gone } = storedNumbers(blobs, key);
        expect([pending, gone.counted + gone.aside], name).toEqual([null, 7 - left]);
      }
    }
  });
});

describe('two runs at once', () => {
  it.each([
    ['a whole campaign', 'ended-by-date', 'ended-by-date', seedEnded, 0],
    ['old signatures', 'blue-river', 'muddy-river', seedAgeing, 4],
  ] as const)('take no signature into the number twice, with %s', async (_, slug, key, seed, left) => {
    watchLog();
    seed();
    const { operations } = await runWatched(blobs, slug, SEEN);
    for (let secondAt = 0; secondAt < operations.length; secondAt += 1) {
      await blobs.renew();
      vi.setSystemTime(NOW);
      seed();
      await runWatched(blobs, slug, SEEN, { secondAt });
      later(1);
      const name = `from ${secondAt} on`;
      expect(await run(), name).toBe(200);
      expect(await countNow(slug), name).toEqual(SEEN);
      expect(blobs.keys(STORE, `${key}/`), name).toHaveLength(left);
    }
  });
});

describe('the number of a discreet campaign', () => {
  it('is the same before, between and after, and no draw tells of it', async () => {
    const ids = someIds(200);
    seedSignatures(blobs, 'quiet-river', ids, before(1000 * DAY_MS).toISOString());
    seedAside(blobs, 'quiet-river', ids.slice(0, 20));
    expect(await run()).toBe(200);
    blobs.seed('retention-local', [['undated/quiet-river/2020-01-31', '']]);
    const { online, setAside, coarse } = storedNumbers(blobs, 'quiet-river');
    expect([online > 150, online <= 180, setAside, coarse?.true]).toEqual([true, true, 20, 180]);
    later(24);
    const { status } = await runWatched(blobs, 'quiet-river', { online, setAside });
    expect([status, blobs.size(STORE)]).toEqual([200, 0]);
    later(48);
    expect(await run()).toBe(200);
    expect(await countNow('quiet-river')).toEqual({ online, setAside });
    expect(storedNumbers(blobs, 'quiet-river').coarse).toEqual(coarse);
  });
});
