import { getStore } from '@netlify/blobs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startBlobService } from './blob-service.ts';

const service = await startBlobService();
const { edgeURL, siteID, token } = service;
const store = getStore({ name: 'petition', siteID, token, edgeURL });

beforeEach(() => {
  service.clear();
  service.operations.reset();
});
afterAll(() => service.close());

describe('lists', () => {
  it('give pages of 1,000 in key order, and a cursor only where more exist', async () => {
    service.seed('petition', [...numberedKeys(2_500)].reverse());
    const pages: string[][] = [];
    for await (const { blobs } of store.list({ paginate: true })) pages.push(blobs.map(({ key }) => key));
    expect(pages.map((page) => page.length)).toEqual([1_000, 1_000, 500]);
    expect(pages.flat()).toEqual(service.keys('petition'));
    expect(service.keys('petition')).toEqual([...numberedKeys(2_500)].map(([key]) => key));
    expect(service.operations.list).toBe(3);
  });

  it('continue behind the last key, even with a key that begins with it', async () => {
    service.seed('petition', [...numberedKeys(1_000), ['000999/1', '']]);
    expect((await store.list()).blobs.at(-1)).toMatchObject({ key: '000999/1' });
  });

  it('need one request for exactly 1,000 keys', async () => {
    service.seed('petition', numberedKeys(1_000));
    expect((await store.list()).blobs).toHaveLength(1_000);
    expect(service.operations.list).toBe(1);
  });

  it('hold only what has the prefix', async () => {
    service.seed(
      'petition',
      ['a', 'ab', 'abc', 'abd', 'ac', 'b'].map((key) => [key, '']),
    );
    expect((await store.list({ prefix: 'ab' })).blobs.map(({ key }) => key)).toEqual(['ab', 'abc', 'abd']);
    expect(service.keys('petition', 'ab')).toEqual(['ab', 'abc', 'abd']);
  });

  it('group what stands under a directory', async () => {
    const keys = ['cats/garfield', 'cats/tom', 'cats/wild/lion', 'cats0', 'mice/jerry', 'panther'];
    service.seed(
      'petition',
      keys.map((key) => [key, '']),
    );
    expect(await store.list({ directories: true })).toMatchObject({
      blobs: [{ key: 'cats0' }, { key: 'panther' }],
      directories: ['cats', 'mice'],
    });
    expect(await store.list({ directories: true, prefix: 'cats/' })).toMatchObject({
      blobs: [{ key: 'cats/garfield' }, { key: 'cats/tom' }],
      directories: ['cats/wild'],
    });
  });

  it('page through directories as through blobs', async () => {
    service.seed(
      'petition',
      [...numberedKeys(1_500)].flatMap(
        ([key]) =>
          [
            [`${key}/1`, ''],
            [`${key}/2`, ''],
          ] as const,
      ),
    );
    expect((await store.list({ directories: true })).directories).toHaveLength(1_500);
    expect(service.operations.list).toBe(2);
  });

  it('neither skip nor repeat a key when others come and go between two pages', async () => {
    service.seed('petition', numberedKeys(2_500));
    const seen: string[] = [];
    for await (const { blobs } of store.list({ paginate: true })) {
      seen.push(...blobs.map(({ key }) => key));
      await Promise.all([
        store.delete('000000'),
        store.delete('000999'),
        store.set('0000000', 'before the cursor'),
      ]);
    }
    expect(seen).toEqual([...numberedKeys(2_500)].map(([key]) => key));
  });
});

describe('a million keys', () => {
  it(
    'are seeded with bodies made on demand and counted by sixteen prefixes',
    { timeout: 60_000 },
    async () => {
      const bodyOf = (key: string) => `signed ${key}`;
      service.seed(
        'petition',
        scatteredKeys(1_000_000).map((key) => [key, bodyOf]),
      );
      const counts = Array.from({ length: 16 }, (_, digit) => countKeys(digit.toString(16)));
      expect((await Promise.all(counts)).reduce((sum, count) => sum + count)).toBe(1_000_000);

      const [key] = scatteredKeys(1);
      const { etag, data } = (await store.getWithMetadata(`${key}`)) ?? expect.fail('absent');
      expect(data).toBe(`signed ${key}`);
      expect((await store.list({ prefix: `${key}` })).blobs).toEqual([{ key, etag }]);
      expect(await store.set(`${key}`, 'changed', { onlyIfMatch: etag ?? '' })).toMatchObject({
        modified: true,
      });
      expect(service.size('petition')).toBe(1_000_000);
    },
  );
});

function* numberedKeys(count: number): Generator<readonly [string, string]> {
  for (let number = 0; number < count; number += 1) yield [String(number).padStart(6, '0'), ''];
}

/** Keys that differ and stand in no order: an odd factor permutes the 32-bit numbers. */
function scatteredKeys(count: number): string[] {
  return Array.from({ length: count }, (_, number) =>
    (Math.imul(number, 2_654_435_761) >>> 0).toString(16).padStart(8, '0'),
  );
}

async function countKeys(prefix: string): Promise<number> {
  let count = 0;
  for await (const { blobs } of store.list({ prefix, paginate: true })) count += blobs.length;
  return count;
}
