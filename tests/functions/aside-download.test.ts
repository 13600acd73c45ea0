import { describe, expect, it } from 'vitest';
import { MAX_ROWS } from '#actions/download.ts';
import { newsApiPath, signaturesPath } from '#domain/api-paths.ts';
import { someIds } from '../store/a-signature.ts';
import { ASIDES, logged, mistakes, putBack, seedRiver, setAside } from './aside-request.ts';
import { asOrganizer, ask, watchLog, withBlobs } from './platform.ts';

const blobs = await withBlobs();
const IDS = someIds(40);
const ASIDE = IDS.slice(0, 7);
const COUNTED = IDS.slice(7);

const seed = (ids: readonly string[] = IDS) => {
  seedRiver(blobs, ids);
};

function download(query = '', method = 'GET'): Promise<Response> {
  return ask(`${signaturesPath('clean-river')}?format=ndjson${query}`, asOrganizer({ method }));
}

/** The ids of a download, which are as many as it announces. */
async function idsOf(response: Response): Promise<string[]> {
  const lines = (await response.text()).split('\n').slice(0, -1);
  expect(response.headers.get('signature-count')).toBe(String(lines.length));
  return lines.map((line) => (JSON.parse(line) as { id: string }).id).sort();
}

describe('a download', () => {
  it('leaves out what is set aside, and gives just that where it is asked for', async () => {
    seed();
    const aside = await setAside([...ASIDE, 'f'.repeat(32)]);
    expect(await idsOf(await download())).toEqual(COUNTED.toSorted());
    expect(await idsOf(await download('&aside=only'))).toEqual(ASIDE.toSorted());
    await putBack(aside);
    expect(await idsOf(await download())).toEqual(IDS.toSorted());
    expect(await idsOf(await download('&aside=only'))).toEqual([]);
  });

  it('does so in every format, and says so in the name of the file', async () => {
    seed();
    await setAside(ASIDE);
    const csv = await ask(`${signaturesPath('clean-river')}?aside=only`, asOrganizer());
    expect((await csv.text()).split('\r\n').length).toBe(1 + ASIDE.length + 1);
    expect(csv.headers.get('content-disposition')).toMatch(
      /filename="clean-river-aside-\d{4}-\d\d-\d\d\.csv"/u,
    );
  });

  it('has disjoint parts that together are everything that counts, or everything that is set aside', async () => {
    seed();
    await setAside(ASIDE);
    for (const [query, expected] of [
      ['', COUNTED],
      ['&aside=only', ASIDE],
    ] as const) {
      const parts = Array.from({ length: 8 }, (_, index) => download(`&part=${index + 1}/8${query}`));
      const ids = await Promise.all((await Promise.all(parts)).map(idsOf));
      expect(ids.flat().sort(), query).toEqual(expected.toSorted());
    }
  });

  it('announces to HEAD the rows that would follow, for one more read', async () => {
    seed();
    await setAside(ASIDE);
    blobs.operations.reset();
    const heads = [await download('', 'HEAD'), await download('&aside=only', 'HEAD')];
    expect(heads.map(({ headers }) => headers.get('signature-count'))).toEqual(['33', '7']);
    expect(blobs.operations).toMatchObject({ list: 2, get: 2, total: 4 });
  });

  it('asks for so many parts as what follows needs', async () => {
    const ids = someIds(MAX_ROWS + 10);
    seed(ids);
    expect((await download('', 'HEAD')).status).toBe(409);
    for (let start = 0; start < 10; start += 5) await setAside(ids.slice(start, start + 5));
    expect((await download('', 'HEAD')).headers.get('signature-count')).toBe(String(MAX_ROWS));
    expect((await download('&aside=only', 'HEAD')).headers.get('signature-count')).toBe('10');
  });

  it.each(['&aside', '&aside=', '&aside=yes', '&aside=ONLY', '&aside=only&aside=only', '&aside=only&aside='])(
    'answers 400 to any other aside: %s',
    async (query) => {
      expect(await mistakes(await download(query))).toEqual([400, ' download.aside']);
    },
  );

  it('of who wants news knows no aside', async () => {
    const news = (query: string) => ask(`${newsApiPath('clean-river')}?format=ndjson${query}`, asOrganizer());
    expect(await mistakes(await news('&aside=only'))).toEqual([400, ' download.noAside']);
    await setAside(ASIDE);
    const asked: string[] = [];
    blobs.faults.decide((operation, key) => {
      asked.push(`${operation} ${key}`);
      return undefined;
    });
    expect((await news('')).status).toBe(200);
    expect(asked).toContain('list clean-river/');
    expect(asked).not.toContain('get clean-river');
  });

  it('decides once what is in it, at the list, whatever is set aside meanwhile', async () => {
    seed();
    const slow = Promise.withResolvers<undefined>();
    let isFirst = true;
    blobs.faults.decide((operation, key) => {
      if (operation !== 'get' || !key.startsWith('clean-river/') || !isFirst) return undefined;
      isFirst = false;
      return { until: slow.promise };
    });
    const response = await download();
    const reading = idsOf(response);
    await setAside(ASIDE);
    slow.resolve(undefined);
    expect(await reading).toEqual(IDS.toSorted());
    expect(await idsOf(await download())).toEqual(COUNTED.toSorted());
  });

  it('is logged by the number of its rows, and just what is set aside is a download of its own', async () => {
    seed();
    await setAside(ASIDE);
    await (await download('&part=1/2')).text();
    await (await download('&part=2/2')).text();
    await (await download('&part=2/2&aside=only')).text();
    const entries = await logged();
    expect(entries.slice(0, 2).map((entry) => entry.split(' ')[1])).toEqual(['aside', 'download']);
    expect(entries.length).toBe(3);
  });

  it('is 503 where it cannot be read what is set aside, and never gives it as if it counted', async () => {
    const log = watchLog();
    seed();
    await setAside(ASIDE);
    blobs.faults.decide((operation, key) =>
      operation === 'get' && key === 'clean-river' ? { status: 403 } : undefined,
    );
    expect(await mistakes(await download())).toEqual([503, ' download.unavailable']);
    blobs.faults.clear();
    blobs.seed(ASIDES, [['clean-river', '{}']]);
    expect(await mistakes(await download())).toEqual([503, ' download.unavailable']);
    expect(log()).toContain('read a document');
  });
});
