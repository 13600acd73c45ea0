import { describe, expect, it, vi } from 'vitest';
import { someIds } from '../store/a-signature.ts';
import { before, DAY_MS, hourlyWorld, ID, MARKS, NEWS, NOW, orderOf, OTHER, run } from './hourly-world.ts';
import { LOG_STORE, STORE, watchLog, withBlobs } from './platform.ts';

const blobs = await withBlobs();
const { mark, seedOpen, seedSealed, seedNews } = hourlyWorld(blobs);

describe('the hourly sweep', () => {
  it.each([
    ['an hour older', 3_600_000, 0],
    ['of the same millisecond', 0, 0],
    ['a millisecond newer', -1, 1],
  ])('erases what stands though it was withdrawn later: %s', async (_, older, left) => {
    mark(before(7_200_000));
    seedOpen(before(7_200_000 + older));
    expect(await run()).toBe(200);
    expect([blobs.size(STORE), blobs.size(MARKS), blobs.size(LOG_STORE)]).toEqual([left, 1, 0]);
  });

  it.each([
    ['older', '2030-01-31T10:59:59.999Z', 0],
    ['newer, in the same hour', '2030-01-31T11:30:00.001Z', 1],
  ])('reads the exact time of a sealed signature: %s', async (_, exact, left) => {
    mark(new Date('2030-01-31T11:30:00Z'));
    seedSealed(`${exact.slice(0, 13)}:00:00.000Z`, orderOf(new Date(exact)));
    expect(await run()).toBe(200);
    expect(blobs.size(STORE)).toBe(left);
  });

  it.each([
    ['an older version stored it', undefined],
    ['another secret made it', orderOf(new Date('2030-01-31T10:00:00Z'), ID, 'o'.repeat(32))],
  ])('takes no sealed signature for older than it may be, where %s', async (_, order) => {
    seedSealed('2030-01-31T10:00:00.000Z', order);
    mark(new Date('2030-01-31T10:30:00Z'));
    expect(await run()).toBe(200);
    expect(blobs.size(STORE)).toBe(1);
    mark(new Date('2030-01-31T11:00:00Z'));
    expect(await run()).toBe(200);
    expect(blobs.size(STORE)).toBe(0);
  });

  it('does the same with news, by the time of asking', async () => {
    mark(before(60_000), ID, { kind: 'news' });
    mark(before(60_000), OTHER, { kind: 'news' });
    seedNews(before(61_000), before(0), ID);
    seedNews(before(59_000), before(0), OTHER);
    expect(await run()).toBe(200);
    expect(blobs.keys(NEWS)).toEqual([`by-post/${OTHER}`]);
  });

  it.each(['deploy-preview', 'branch-deploy'])(
    'does the same in the stores of previews: %s',
    async (context) => {
      mark(before(60_000), ID, { store: `withdrawals-${context}` });
      seedOpen(before(61_000), ID, `signatures-${context}`);
      // What stands at the same place of another store tells nothing of this one.
      seedOpen(before(59_000));
      expect(await run('production')).toBe(200);
      expect([blobs.size(`signatures-${context}`), blobs.size(STORE)]).toEqual([0, 1]);
    },
  );

  it('forgets marks after four days, and not before', async () => {
    mark(before(4 * DAY_MS));
    mark(before(4 * DAY_MS + 1), OTHER);
    expect(await run()).toBe(200);
    expect(blobs.keys(MARKS)).toEqual([`signature/by-post/${ID}`]);
  });

  it('erases what a mark is about before it forgets the mark', async () => {
    watchLog();
    mark(before(5 * DAY_MS));
    seedOpen(before(6 * DAY_MS));
    blobs.faults.decide((operation, key) =>
      operation === 'delete' && key.startsWith('by-post/') ? { status: 403 } : undefined,
    );
    expect(await run()).toBe(503);
    expect([blobs.size(STORE), blobs.size(MARKS)]).toEqual([1, 1]);
    blobs.faults.clear();
    expect(await run()).toBe(200);
    expect([blobs.size(STORE), blobs.size(MARKS)]).toEqual([0, 0]);
  });

  it('is not stopped by a record that nobody can read', async () => {
    const log = watchLog();
    const ids = someIds(20);
    for (const id of ids) {
      mark(before(60_000), id);
      seedOpen(before(61_000), id);
    }
    blobs.seed(STORE, [[`by-post/${ids[7]}`, '{"Ada":']]);
    expect(await run()).toBe(503);
    expect(blobs.keys(STORE)).toEqual([`by-post/${ids[7]}`]);
    expect(log()).not.toContain('Ada');
  });

  it('manages 10,000 marks in one run where a request takes 50 ms, with few under way', async () => {
    const ids = someIds(10_000);
    const time = before(60_000).toISOString();
    blobs.seed(
      MARKS,
      ids.map((id) => [`signature/by-post/${id}`, time] as const),
    );
    seedOpen(before(61_000), ids[9_999]);
    blobs.latencyMs = 50;
    const started = performance.now();
    expect(await run()).toBe(200);
    expect(performance.now() - started).toBeLessThan(26_000);
    expect(blobs.size(STORE)).toBe(0);
    expect(blobs.operations.peakInFlight).toBeLessThanOrEqual(200);
  }, 60_000);

  it('ends in time where the store is slow, and the next runs go on elsewhere', async () => {
    const ids = someIds(10_000);
    const time = before(60_000).toISOString();
    blobs.seed(
      MARKS,
      ids.map((id) => [`signature/by-post/${id}`, time] as const),
    );
    const asked = new Set<string>();
    blobs.faults.decide((operation, key) => {
      if (operation === 'get' && key.startsWith('signature/')) asked.add(key);
      return undefined;
    });
    blobs.latencyMs = 500;
    for (let hour = 0; hour < 8; hour += 1) {
      vi.setSystemTime(NOW.valueOf() + hour * 3_600_000);
      const started = performance.now();
      expect(await run(), `hour ${hour}`).toBe(200);
      expect(performance.now() - started, `hour ${hour}`).toBeLessThan(26_000);
    }
    expect(asked.size).toBe(10_000);
  }, 120_000);
});
