import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditEntry, parseAuditLog } from '#audit/audit-entry.ts';
import { aTrail, complaintsAbout, nameOf } from './audit-trail.ts';
import { asOrganizer, ask, LOG_STORE, withBlobs } from './platform.ts';
import { withVirtualTime } from './virtual-time.ts';

const blobs = await withBlobs();

withVirtualTime(blobs);

const LENGTH = 100_000;
let trail: ReturnType<typeof aTrail> = [];

beforeAll(() => {
  trail = aTrail(LENGTH);
});

/** Puts the log into the store, without the entries that `isGone` takes. */
function seed(length = LENGTH, isGone: (number: number) => boolean = () => false): void {
  blobs.seed(
    LOG_STORE,
    trail.slice(0, length).filter((_, index) => !isGone(index + 1)),
  );
}

async function read(query = ''): Promise<AuditEntry[]> {
  const response = await ask(`/api/audit${query}`, asOrganizer());
  expect(response.status, query).toBe(200);
  return parseAuditLog(await response.text());
}

function span(entries: readonly AuditEntry[]): unknown[] {
  return [entries.length, entries.at(0)?.number, entries.at(-1)?.number];
}

/** The whole log, page by page, as a client reads it. */
async function readPages(): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (let page = await read('?after=0'); page.length > 0;) {
    all.push(...page);
    page = page.length < 5_000 ? [] : await read(`?after=${all.at(-1)?.number ?? 0}`);
  }
  return all;
}

describe('a log of 100,000 entries', () => {
  beforeEach(() => {
    seed();
    blobs.operations.reset();
  });

  it('gives its newest 500, the oldest of them first', async () => {
    expect(span(await read())).toEqual([500, 99_501, 100_000]);
    expect(blobs.operations.list).toBeLessThan(150);
    expect(blobs.operations.get).toBe(500);
  });

  it.each([
    ['?after=0', [5_000, 1, 5_000]],
    ['?after=00', [5_000, 1, 5_000]],
    ['?after=999', [5_000, 1_000, 5_999]],
    ['?after=94999', [5_000, 95_000, 99_999]],
    ['?after=95000', [5_000, 95_001, 100_000]],
    ['?after=99990', [10, 99_991, 100_000]],
    ['?after=100000', [0, undefined, undefined]],
    ['?after=9999999999', [0, undefined, undefined]],
  ])('gives a page from there: %s', async (query, expected) => {
    expect(span(await read(query))).toEqual(expected);
    expect(blobs.operations.list).toBeLessThan(150);
    expect(blobs.operations.get).toBeLessThanOrEqual(5_000);
  });

  it('is read within the time of a request at 50 ms an operation, by 64 at once', async () => {
    blobs.latencyMs = 50;
    const started = performance.now();
    expect(span(await read('?after=50000'))).toEqual([5_000, 50_001, 55_000]);
    expect(performance.now() - started).toBeLessThan(18_000);
    expect(blobs.operations.peakInFlight).toBeLessThanOrEqual(64);
  });

  it('is one chain over all its pages', async () => {
    const all = await readPages();
    expect([all.length, complaintsAbout(all)]).toEqual([LENGTH, []]);
  });

  it('costs nothing to be asked for by HEAD', async () => {
    expect((await ask('/api/audit', asOrganizer({ method: 'HEAD' }))).status).toBe(200);
    expect(blobs.operations.total).toBe(0);
  });
});

describe('a log of any length', () => {
  it.each([0, 1, 499, 500, 501, 999, 1_000, 1_001, 4_999, 5_000, 5_001, 9_999, 10_000, 10_001])(
    'has an end and a beginning: %i',
    async (length) => {
      seed(length);
      expect(await readPages()).toHaveLength(length);
      expect((await read()).at(-1)?.number).toBe(length || undefined);
      expect(await read()).toHaveLength(Math.min(500, length));
    },
  );

  it('costs one list to find its end while it is short', async () => {
    seed(900);
    await read();
    expect(blobs.operations.list).toBeLessThanOrEqual(2);
  });
});

describe('a log from which entries were removed', () => {
  it.each([
    ['the first', 1, 1],
    ['one in the middle', 7_000, 7_000],
    ['more than a page', 2_000, 9_500],
    ['all before the last', 1, 11_999],
    ['the last', 12_000, 12_000],
    ['whole thousands at the end', 9_000, 12_000],
  ])('is still read to its end, and shows the gap: %s', async (_, first, last) => {
    seed(12_000, (number) => number >= first && number <= last);
    const all = await readPages();
    expect(all).toHaveLength(12_000 - (last - first + 1));
    expect((await read()).at(-1)?.number).toBe(last === 12_000 ? first - 1 : 12_000);
    const words = first === last ? `Entry ${first} is missing` : `Entries ${first} to ${last} are missing`;
    const anchor = { number: 12_000, hash: parseAuditLog(trail[11_999]?.[1] ?? '')[0]?.hash ?? '' };
    const found = complaintsAbout(all, anchor);
    expect(found).toEqual([expect.stringContaining(last === 12_000 ? 'cut off' : words)]);
    expect(blobs.has(LOG_STORE, nameOf(first))).toBe(false);
  });
});

describe('a question that makes no sense', () => {
  it.each([
    '?after=',
    '?after=-1',
    '?after=1.5',
    '?after=1e3',
    '?after=+1',
    '?after=%201',
    '?after=0x10',
    '?after=١',
    '?after=null',
    '?after=12345678901',
    '?after=1&after=2',
    `?after=${'9'.repeat(400)}`,
    '?after=1%00',
  ])('is answered 400 in words: %s', async (query) => {
    const response = await ask(`/api/audit${query}`, asOrganizer());
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ code: 'audit.after' }] });
    expect(blobs.operations.total).toBe(0);
  });
});
