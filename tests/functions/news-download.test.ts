import { parse as parseCsv } from 'csv-parse/sync';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuditEntry, parseAuditLog } from '#audit/audit-entry.ts';
import type { News } from '#domain/news.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { someNews, someSealedNews } from '../store/some-news.ts';
import { complaintsAbout } from './audit-trail.ts';
import type { ask as Ask } from './platform.ts';
import { asOrganizer, STORE, TOKEN, watchLog, withBlobs } from './platform.ts';
import { addressOf, seen } from './sign-request.ts';

const blobs = await withBlobs();
const NEWS_STORE = 'news-local';
const COLUMNS = ['id', 'campaign', 'confirmedAt', 'email', 'locale'];
const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

let ask: typeof Ask;

beforeEach(async () => {
  // Every test has an empty log, and a process that does not remember another one.
  vi.resetModules();
  ({ ask } = await import('./platform.ts'));
});

const newsAddress = (slug: string) => `/api/campaigns/${slug}/news`;

function download(query = '', init: RequestInit = asOrganizer(), slug = 'clean-river'): Promise<Response> {
  return ask(`${newsAddress(slug)}${query}`, init);
}

function seed(...entries: readonly News[]): void {
  blobs.seed(
    NEWS_STORE,
    entries.map((news) => [`${news.campaign}/${news.id}`, JSON.stringify(news)] as const),
  );
}

function seedMany(count: number): void {
  seed(...someIds(count).map((id) => someNews({ id })));
}

async function log(): Promise<AuditEntry[]> {
  return parseAuditLog(await (await ask('/api/audit', asOrganizer())).text());
}

async function linesOf(response: Response): Promise<Record<string, string>[]> {
  const lines = (await response.text()).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, string>);
}

describe('GET news', () => {
  it('answers 405, 401, 403, 404, 400, in this order, as the download of signatures does', async () => {
    const reader = 'R'.repeat(40);
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN},eva:${reader}:erase`);
    const eraser = { headers: { authorization: `Bearer ${reader}` } };
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await download('?format=pdf', { method }, 'nowhere');
      expect([status, headers.get('allow')], method).toEqual([405, 'GET, HEAD, POST']);
    }
    expect((await download('?format=pdf', {}, 'nowhere')).status).toBe(401);
    expect((await download('?format=pdf', eraser, 'nowhere')).status).toBe(403);
    expect((await download('?format=pdf', asOrganizer(), 'nowhere')).status).toBe(404);
    expect((await download('?format=pdf')).status).toBe(400);
    expect((await download('?part=1/3')).status).toBe(400);
    expect((await download('?part=1/2&part=2/2')).status).toBe(400);
    expect((await download('', asOrganizer(), 'not-yet-shown')).status).toBe(200);
  });

  it('tells a stranger nothing: not whether there is a campaign, or anybody who wants news', async () => {
    seed(someNews());
    const known = await seen(await download('', {}));
    expect(known.status).toBe(401);
    expect(await seen(await download('?part=9', {}, 'nowhere'))).toEqual(known);
    expect(blobs.operations.total).toBe(0);
  });

  it('gives CSV under a name of its own, with the contract’s columns and no live cell', async () => {
    seed(someNews({ email: '=1+2@example.org' }));
    const response = await download();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'signature-count': '1',
      'signature-campaign': 'clean-river',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="clean-river-news-\d{4}-\d\d-\d\d\.csv"$/,
      ) as unknown,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toMatch(/^[^\r\n]+\r\n[^\r\n]+\r\n$/u);
    expect(parseCsv(bytes, { bom: true })).toEqual([
      COLUMNS,
      ['a'.repeat(32), 'clean-river', '2016-01-31T12:00:00.000Z', "'=1+2@example.org", 'es'],
    ]);
  });

  it('gives NDJSON with the columns as keys, and of a sealed one only its frame and its seal', async () => {
    seed(someNews(), someSealedNews('YWdl'));
    const response = await download('?format=ndjson');
    expect(response.headers.get('content-disposition')).toMatch(/"clean-river-news-[\d-]+\.ndjson"$/u);
    const [open = {}, sealed = {}] = await linesOf(response);
    expect(Object.keys(open)).toEqual(COLUMNS);
    expect(Object.entries(sealed)).toEqual([
      ['id', 'b'.repeat(32)],
      ['campaign', 'clean-river'],
      ['confirmedAt', '2016-01-31T12:00:00.000Z'],
      ['sealed', 'YWdl'],
    ]);
  });

  it('gives no signature, and signatures give no news', async () => {
    blobs.seed(STORE, [[`clean-river/${'c'.repeat(32)}`, JSON.stringify(aSignature())]]);
    seed(someNews());
    expect((await linesOf(await download('?format=ndjson'))).map(({ id }) => id)).toEqual(['a'.repeat(32)]);
    const signatures = await ask(`${addressOf('clean-river')}?format=ndjson`, asOrganizer());
    expect(await linesOf(signatures)).toMatchObject([{ name: 'Ada Lovelace' }]);
  });

  it('answers 409 to CSV whenever recipients are set, and says how to open a sealed download', async () => {
    vi.stubEnv('SIGNATURE_RECIPIENTS', RECIPIENT);
    for (const query of ['', '?format=csv', '?format=csv&part=1/2']) {
      const response = await download(query);
      expect(response.status, query).toBe(409);
      expect(await response.text(), query).toContain('private key');
    }
    expect((await download('?format=ndjson')).status).toBe(200);
  });

  it('has disjoint parts that together are everything, and asks for them where one answer is too small', async () => {
    seedMany(6001);
    const whole = await download('?format=ndjson');
    expect([whole.status, await whole.json()]).toEqual([409, expect.objectContaining({ parts: 2 })]);
    blobs.clear();
    seedMany(200);
    const ids: (string | undefined)[] = [];
    for (const number of [1, 2]) {
      const part = await download(`?format=ndjson&part=${number}/2`);
      const lines = await linesOf(part);
      expect(part.headers.get('signature-count'), `${number}/2`).toBe(String(lines.length));
      expect(part.headers.get('content-disposition'), `${number}/2`).toContain(`-part-${number}-of-2.ndjson`);
      ids.push(...lines.map(({ id }) => id));
    }
    expect(ids.toSorted()).toEqual(someIds(200).toSorted());
  });

  it('says the number of rows to HEAD, reads none and logs nothing', async () => {
    seed(someNews());
    const response = await download('', asOrganizer({ method: 'HEAD' }));
    expect([response.status, response.headers.get('signature-count'), await response.text()]).toEqual([
      200,
      '1',
      '',
    ]);
    expect(blobs.operations.get).toBe(0);
    expect(await log()).toEqual([]);
  });

  it('breaks off where a row cannot be read', async () => {
    watchLog();
    seedMany(300);
    blobs.faults.decide((operation, key, number) =>
      operation === 'get' && key.startsWith('clean-river/') && number > 150 ? { status: 403 } : undefined,
    );
    const broken = await download('?format=ndjson');
    expect([broken.status, broken.headers.get('signature-count')]).toEqual([200, '300']);
    await expect(broken.text()).rejects.toThrow();
  });

  it('breaks off where somebody took it back meanwhile', async () => {
    seed(someNews({ campaign: 'asks-nothing' }));
    blobs.faults.decide((operation, key) => {
      if (operation === 'get' && key.startsWith('asks-nothing/')) blobs.clear();
      return undefined;
    });
    const response = await download('?format=ndjson', asOrganizer(), 'asks-nothing');
    await expect(response.text()).rejects.toThrow();
  });

  it('answers 503 before the first row', async () => {
    watchLog();
    blobs.faults.always('list', { status: 403 });
    expect((await download()).status).toBe(503);
  });

  it('hands out no sealed row as CSV once the recipients are gone', async () => {
    seed(someSealedNews('YWdl'));
    await expect((await download()).text()).rejects.toThrow();
  });

  it('takes every slug of a renamed campaign, and its rows name the present one', async () => {
    seed(someNews({ campaign: 'muddy-river' }));
    for (const slug of ['blue-river', 'brown-river', 'muddy-river']) {
      const response = await download('?format=ndjson', asOrganizer(), slug);
      expect(response.headers.get('content-disposition'), slug).toContain('"blue-river-news-');
      expect(await linesOf(response), slug).toMatchObject([{ campaign: 'blue-river' }]);
    }
  });
});

describe('the log', () => {
  it('tells a download of news from one of signatures, in one chain', async () => {
    seed(someNews());
    await (await download()).text();
    await (await ask(addressOf('clean-river'), asOrganizer())).text();
    const entries = await log();
    expect(entries).toMatchObject([
      { number: 1, who: 'ana', what: 'download-news', campaign: 'clean-river', count: 1 },
      { number: 2, who: 'ana', what: 'download', campaign: 'clean-river', count: 0 },
    ]);
    expect(complaintsAbout(entries)).toEqual([]);
    expect(JSON.stringify(entries)).not.toContain('example.org');
  });

  it('has one entry for all parts of a day, and a part of signatures hides none of news', async () => {
    seedMany(20);
    await (await ask(`${addressOf('clean-river')}?format=ndjson&part=1/2`, asOrganizer())).text();
    await (await download('?format=ndjson&part=2/2')).text();
    await (await download('?format=ndjson&part=1/2')).text();
    await (await download('?format=ndjson&part=2/2')).text();
    expect((await log()).map(({ what, part }) => `${what} ${part ?? ''}`)).toEqual([
      'download 1/2',
      'download-news 2/2',
      'download-news 1/2',
    ]);
  });

  it('comes before any row: without an entry nothing is handed out', async () => {
    watchLog();
    seed(someNews());
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key.startsWith('entry/') ? { status: 403 } : undefined,
    );
    expect((await download()).status).toBe(503);
  });
});
