import { describe, expect, it, vi } from 'vitest';
import { parseAuditLog } from '#audit/audit-entry.ts';
import { someIds } from '../store/a-signature.ts';
import { before, DAY_MS, hourlyWorld, ID, NEWS, NOW, OTHER, run } from './hourly-world.ts';
import { asOrganizer, ask, STORE, watchLog, withBlobs } from './platform.ts';

const blobs = await withBlobs();
const { mark, seedOpen, seedNews } = hourlyWorld(blobs);

describe('the memory of mails', () => {
  it('is deleted whole after yesterday, a store a day, also of previews and where it is large', async () => {
    for (const day of ['2029-12-31', '2030-01-29', '2030-01-30', '2030-01-31'])
      for (const context of ['local', 'deploy-preview', 'branch-deploy'])
        blobs.seed(`mails-${context}-${day}`, [['0'.repeat(32), 'x']]);
    blobs.seed(
      'mails-local-2030-01-28',
      someIds(3_500).map((id) => [`${id}/signing1`, 'x'] as const),
    );
    blobs.seed('mails-local', [['kept', '']]);
    blobs.seed('mails-local-2030-1-1', [['kept', '']]);
    expect(await run()).toBe(200);
    for (const context of ['local', 'deploy-preview', 'branch-deploy'])
      expect(
        ['2029-12-31', '2030-01-28', '2030-01-29', '2030-01-30', '2030-01-31'].map((day) =>
          blobs.size(`mails-${context}-${day}`),
        ),
        context,
      ).toEqual([0, 0, 0, 1, 1]);
    expect([blobs.size('mails-local'), blobs.size('mails-local-2030-1-1')]).toEqual([1, 1]);
  });

  // Only Netlify goes on to list a store that is empty.
  const paces =
    blobs.host === 'netlify'
      ? ([
          [100, 200],
          [300, 503],
        ] as const)
      : [];
  // Not all of them can be asked for in one run at 300 ms. The newest is.
  it.each(paces)(
    'is deleted in time though the service goes on to list a thousand empty stores, at %i ms a request',
    async (latencyMs, status) => {
      watchLog();
      for (let day = 1; day <= 1000; day += 1) {
        const name = before(day * DAY_MS)
          .toISOString()
          .slice(0, 10);
        blobs.seed(`mails-local-${name}`, day === 2 ? [['0'.repeat(32), 'x']] : []);
      }
      blobs.latencyMs = latencyMs;
      const started = performance.now();
      expect(await run()).toBe(status);
      expect(performance.now() - started).toBeLessThan(28_000);
      expect(blobs.size('mails-local-2030-01-29')).toBe(0);
      // What was given up is still under way, and its waits are this test's.
      await blobs.operations.idle();
    },
    60_000,
  );
});

describe('a part of the hourly work that fails', () => {
  function seedAllParts(): void {
    mark(before(60_000));
    seedOpen(before(61_000));
    blobs.seed('mails-local-2030-01-20', [['0'.repeat(32), 'x']]);
    // A campaign whose signatures and news are past their last day.
    blobs.seed(STORE, [[`ended-by-date/${ID}`, '{}']]);
    blobs.seed(NEWS, [[`ended-by-date/${ID}`, '{}']]);
  }

  const left = () => ({
    swept: blobs.has(STORE, `by-post/${ID}`),
    mails: blobs.size('mails-local-2030-01-20') > 0,
    signatures: blobs.has(STORE, `ended-by-date/${ID}`),
    news: blobs.has(NEWS, `ended-by-date/${ID}`),
  });
  const NOTHING = { swept: false, mails: false, signatures: false, news: false };

  it('is none: all is done in one run', async () => {
    seedAllParts();
    expect(await run()).toBe(200);
    expect(left()).toEqual(NOTHING);
  });

  it.each([
    ['the marks', 'get', 'signature/', { ...NOTHING, swept: true }],
    ['the memory of mails', 'list', 'site:', { ...NOTHING, mails: true }],
    ['an entry', 'delete', 'by-post/', { ...NOTHING, swept: true }],
    ['a signature', 'delete', 'ended-by-date/', { ...NOTHING, signatures: true, news: true }],
  ] as const)(
    'does not stop the others, whether refused or hanging: %s, %s %s',
    async (_, operation, start, what) => {
      watchLog();
      for (const fault of [{ status: 403 }, 'hang'] as const) {
        seedAllParts();
        blobs.faults.decide((asked, key) =>
          asked === operation && key.startsWith(start) ? fault : undefined,
        );
        const started = performance.now();
        expect(await run(), JSON.stringify(fault)).toBe(503);
        expect(performance.now() - started, JSON.stringify(fault)).toBeLessThan(28_000);
        expect(left(), JSON.stringify(fault)).toEqual(what);
        blobs.faults.clear();
      }
    },
    60_000,
  );
});

describe('retention of news', () => {
  it('is that of signatures: closed, undated, and where the campaign is gone', async () => {
    const said = watchLog();
    blobs.seed(NEWS, [
      [`ended-by-date/${ID}`, '{}'],
      [`gone-river/${ID}`, '{}'],
    ]);
    seedNews(before(60_000), before(0));
    seedNews(before(60_000), before(-700 * DAY_MS), OTHER);
    expect(await run()).toBe(200);
    expect(blobs.keys(NEWS)).toHaveLength(3);
    expect(said()).toContain('1 wishes for news under gone-river');
    expect(blobs.keys('news-retention-local').map((key) => key.split('/').slice(0, 2).join())).toEqual([
      'orphaned,gone-river',
      'undated,by-post',
    ]);
    expect(blobs.size('retention-local')).toBe(0);
    vi.setSystemTime(NOW.valueOf() + 181 * DAY_MS);
    expect(await run()).toBe(200);
    expect(blobs.keys(NEWS, 'gone-river/')).toEqual([]);
    vi.setSystemTime(NOW.valueOf() + 732 * DAY_MS);
    expect(await run()).toBe(200);
    expect(blobs.keys(NEWS)).toEqual([`by-post/${OTHER}`]);
    const log = parseAuditLog(await (await ask('/api/audit?after=0', asOrganizer())).text());
    expect(log.map(({ what, campaign }) => `${what} ${campaign}`)).toEqual([
      'retention-news ended-by-date',
      'orphaned-news gone-river',
      'retention-news gone-river',
      'retention-news by-mail',
    ]);
  });

  it('of previews ends a week later', async () => {
    blobs.seed('news-deploy-preview', [[`by-post/${ID}`, '{}']]);
    expect(await run('production')).toBe(200);
    vi.setSystemTime(NOW.valueOf() + 8 * DAY_MS);
    expect(await run('production')).toBe(200);
    expect(blobs.size('news-deploy-preview')).toBe(0);
  });
});
