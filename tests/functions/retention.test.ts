import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import retention from '../../netlify/functions/retention.ts';
import { someIds } from '../store/a-signature.ts';
import { LOG_STORE, STORE, watchLog, withBlobs } from './platform.ts';

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
  const response = await retention(new Request('https://petition.example/'), { deploy: { context: '' } });
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

  it('leaves campaigns alone that are open or do not say when they closed', async () => {
    for (const slug of ['clean-river', 'ended-by-hand', 'has-won', 'to-come']) seed(slug, 3);
    expect(await runAt('2990-01-01T00:00:00Z')).toEqual({ erased: 0 });
    expect(blobs.size(STORE)).toBe(12);
  });

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
