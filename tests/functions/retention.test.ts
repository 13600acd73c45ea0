import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import retention from '../../netlify/functions/retention.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { invocation, LOG_STORE, STORE, watchLog, withBlobs } from './platform.ts';

const blobs = await withBlobs();

/**
 * `ended-by-date` closes on 2020-01-31. The site keeps signatures for 180 days, so the last day is
 * 2020-07-29.
 */
const SLUG = 'ended-by-date';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

function seed(slug: string, count: number): void {
  blobs.seed(
    STORE,
    someIds(count).map((id) => [`${slug}/${id}`, '{}'] as const),
  );
}

async function runAt(instant: string): Promise<unknown> {
  vi.setSystemTime(new Date(instant));
  const response = await retention(new Request('https://petition.example/'), invocation());
  return response.status === 200 ? response.json() : response.status;
}

function entries(): { what: string; campaign: string; count: number }[] {
  return blobs.keys(LOG_STORE, 'entry/').map(
    (key) =>
      JSON.parse(blobs.read(LOG_STORE, key)?.body.toString() ?? '') as {
        what: string;
        campaign: string;
        count: number;
      },
  );
}

describe('the retention', () => {
  it('erases nothing through the last day kept, in the site’s time zone, and everything after it', async () => {
    seed(SLUG, 30);
    expect(await runAt('2020-07-30T03:59:59Z')).toEqual({ erased: 0 });
    expect(blobs.size(STORE)).toBe(30);
    expect(await runAt('2020-07-30T04:00:00Z')).toEqual({ erased: 30 });
    expect(blobs.size(STORE)).toBe(0);
    expect(entries().at(-1)).toMatchObject({ what: 'retention', campaign: SLUG, count: 30 });
  });

  it('never erases at once what has no last day, or a former name', async () => {
    const keys = ['clean-river', 'ended-by-hand', 'has-won', 'to-come', 'not-yet-shown', 'muddy-river'];
    for (const key of keys) seed(key, 3);
    expect(await runAt('2990-01-01T00:00:00Z')).toEqual({ erased: 0 });
    expect([blobs.size(STORE), entries()]).toEqual([18, []]);
  });

  it('erases each signature without a last day by its own age', async () => {
    await runAt('2026-01-01T12:00:00Z');
    const [old = '', young = ''] = someIds(2);
    for (const [id, signedAt] of [
      [old, '2026-01-01T12:00:00Z'],
      [young, '2027-01-01T12:00:00Z'],
    ] as const) {
      const signature = aSignature({ id, campaign: 'muddy-river', signedAt });
      blobs.seed(STORE, [[`muddy-river/${id}`, JSON.stringify(signature)]]);
    }
    expect(await runAt('2026-01-01T13:00:00Z')).toEqual({ erased: 0 });
    expect(await runAt('2028-01-02T12:00:00Z')).toEqual({ erased: 1 });
    expect(blobs.keys(STORE)).toEqual([`muddy-river/${young}`]);
    expect(entries().at(-1)).toMatchObject({ what: 'retention', campaign: 'blue-river', count: 1 });
  });

  it('tells of signatures that belong to no campaign, and erases them after the site’s retention', async () => {
    const said = watchLog();
    seed('removed-river', 3);
    expect(await runAt('2026-03-01T12:00:00Z')).toEqual({ erased: 0 });
    expect(entries()).toMatchObject([{ what: 'orphaned', campaign: 'removed-river', count: 3 }]);
    expect(said()).toContain('removed-river');
    expect(await runAt('2026-08-28T12:00:00Z')).toEqual({ erased: 0 });
    expect(await runAt('2026-08-29T12:00:00Z')).toEqual({ erased: 3 });
    expect(blobs.size(STORE)).toBe(0);
  });

  it.each(['orphaned/', 'entry/'])('erases nothing that it cannot mark or tell of: %s', async (folder) => {
    seed('removed-river', 3);
    watchLog();
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key.startsWith(folder) ? { status: 403 } : undefined,
    );
    for (const day of ['2026-03-01', '2027-03-01', '2028-03-01']) {
      expect(await runAt(`${day}T12:00:00Z`), day).toBe(503);
    }
    blobs.faults.clear();
    expect(await runAt('2028-03-02T12:00:00Z')).toEqual({ erased: 0 });
    expect(blobs.size(STORE)).toBe(3);
  });

  it('counts from the first of two marks, which two runs at once may leave, and removes both', async () => {
    seed('removed-river', 3);
    blobs.seed('retention-local', [
      ['orphaned/removed-river/2026-03-01', ''],
      ['orphaned/removed-river/2026-03-02', ''],
    ]);
    expect(await runAt('2026-08-29T12:00:00Z')).toEqual({ erased: 3 });
    expect(blobs.size('retention-local')).toBe(0);
  });

  it.each(['deploy-preview', 'branch-deploy'])(
    'erases what previews took, a week later: %s',
    async (context) => {
      const store = `signatures-${context}`;
      blobs.seed(
        store,
        someIds(3).map((id) => [`clean-river/${id}`, '{}'] as const),
      );
      expect(await runAt('2026-03-01T12:00:00Z')).toEqual({ erased: 0 });
      expect(await runAt('2026-03-08T12:00:00Z')).toEqual({ erased: 0 });
      expect(await runAt('2026-03-09T12:00:00Z')).toEqual({ erased: 3 });
      expect([blobs.size(store), blobs.size(`audit-${context}`), blobs.size(LOG_STORE)]).toEqual([0, 1, 0]);
    },
  );

  it('logs nothing where nothing is left', async () => {
    const before = entries().length;
    await runAt('2021-01-01T00:00:00Z');
    expect(entries()).toHaveLength(before);
  });

  it('works in batches, and a run that is cut off is finished by the next', async () => {
    watchLog();
    seed(SLUG, 9_000);
    blobs.faults.decide((operation, _, number) =>
      operation === 'delete' && number > 4_000 ? { status: 403 } : undefined,
    );
    expect(await runAt('2021-01-01T00:00:00Z')).toBe(503);
    const left = blobs.size(STORE);
    expect(left).toBeGreaterThan(3_000);
    expect(left).toBeLessThan(9_000);
    blobs.faults.clear();
    expect(await runAt('2021-01-01T01:00:00Z')).toEqual({ erased: left });
    expect(blobs.size(STORE)).toBe(0);
  });

  it('erases nothing that it cannot log', async () => {
    watchLog();
    seed(SLUG, 5);
    blobs.faults.always('put', { status: 403 });
    expect(await runAt('2021-01-01T00:00:00Z')).toBe(503);
    expect(blobs.size(STORE)).toBe(5);
  });
});
