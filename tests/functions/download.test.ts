import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { withoutOuter } from '#domain/invisible.ts';
import { withoutFormula } from '#download/csv.ts';
import { COLUMNS } from '#download/row.ts';
import { aSignature } from '../store/a-signature.ts';
import { asOrganizer, ask, STORE, TOKEN, watchLog, withBlobs } from './platform.ts';
import { addressOf, aForm, seen, signByForm, signByJson } from './sign-request.ts';

const blobs = await withBlobs();

function download(query = '', init: RequestInit = asOrganizer(), slug = 'clean-river'): Promise<Response> {
  return ask(`${addressOf(slug)}${query}`, init);
}

/** Fills the store as if `count` people had signed. */
function seed(count: number): void {
  blobs.seed(
    STORE,
    Array.from({ length: count }, (_, index) => {
      const id = (index * 2654435761)
        .toString(16)
        .padStart(12, '0')
        .slice(-12)
        .split('')
        .reverse()
        .join('')
        .padEnd(32, '0');
      return [`clean-river/${id}`, () => JSON.stringify(aSignature({ id }))] as const;
    }),
  );
}

describe('GET signatures', () => {
  describe('without a valid token', () => {
    it.each([
      ['none', undefined],
      ['another scheme', `Basic ${TOKEN}`],
      ['a wrong token', `Bearer ${'X'.repeat(40)}`],
      ['a part of it', `Bearer ${TOKEN.slice(1)}`],
      ['more than it', `Bearer ${TOKEN}T`],
      ['an empty one', 'Bearer '],
    ])('answers 401 and reveals nothing: %s', async (_, authorization) => {
      const asked: string[] = [];
      blobs.faults.decide((_, key) => {
        asked.push(key);
        return undefined;
      });
      const headers = authorization === undefined ? {} : { authorization };
      const known = await seen(await download('?format=csv', { headers }));
      expect(known.status).toBe(401);
      expect(known.headers).toContainEqual(['www-authenticate', 'Bearer']);
      expect(await seen(await download('?format=x&part=9', { headers }, 'nowhere'))).toEqual(known);
      expect(asked.filter((key) => key.includes('clean-river'))).toEqual([]);
    });

    it('shows a browser a page that leads back to the campaigns', async () => {
      const response = await download('', { headers: { accept: 'text/html,*/*' } });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        401,
        'text/html; charset=utf-8',
      ]);
      const page = await response.text();
      expect(page).toContain('Only for organizers');
      expect(page).toContain('href="/"');
    });

    it.each(['', 'ana', `ana:${'T'.repeat(31)}`, `ana:${'T'.repeat(31)}!`, `ana:b:${TOKEN}`])(
      'opens nothing by a setting that is not valid, and the log says so without the token: %s',
      async (setting) => {
        const log = watchLog();
        vi.stubEnv('ORGANIZER_TOKENS', setting);
        const token = setting.split(':').at(-1) ?? '';
        const response = await download('', { headers: { authorization: `Bearer ${token}` } });
        expect(response.status).toBe(401);
        expect(log()).toContain('ORGANIZER_TOKENS');
        if (token) expect(log()).not.toContain(token);
      },
    );

    it('takes two tokens at once, so that one can follow the other', async () => {
      vi.stubEnv('ORGANIZER_TOKENS', `old:${'O'.repeat(32)}, ana:${TOKEN}`);
      expect((await download()).status).toBe(200);
      const old = { headers: { authorization: `Bearer ${'O'.repeat(32)}` } };
      expect((await download('', old)).status).toBe(200);
    });
  });

  it('gives CSV as RFC 4180 with a byte order mark, a file name and the number of rows', async () => {
    await signByForm(aForm({ name: '"Ada", Countess', comment: 'one\ntwo', country: 'ie', updates: 'on' }));
    const response = await download();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'signature-count': '1',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="clean-river-[\d-]+\.csv"$/,
      ) as unknown,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString().split('\r\n')).toHaveLength(3);
    const [header, row] = parseCsv(bytes, { bom: true });
    expect(header).toEqual([...COLUMNS]);
    expect(row?.slice(3)).toEqual([
      '"Ada", Countess',
      'ada@example.org',
      '',
      'IE',
      'one\ntwo',
      'true',
      'en',
      'counted',
      '',
      '',
    ]);
  });

  it('gives NDJSON with the columns as keys in their order', async () => {
    await signByForm(aForm());
    const lines = (await (await download('?format=ndjson')).text()).split('\n');
    expect(lines).toHaveLength(2);
    expect(Object.keys(JSON.parse(lines[0] ?? '') as object)).toEqual([...COLUMNS]);
  });

  it('gives a header and no row where nobody has signed', async () => {
    const response = await download();
    expect(response.headers.get('signature-count')).toBe('0');
    expect(parseCsv(await response.text(), { bom: true })).toEqual([[...COLUMNS]]);
  });

  it('gives back what was accepted as it was typed, and no cell that can become a formula', async () => {
    const typed = fc.string({ unit: 'grapheme', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(typed, typed, async (name, comment) => {
        blobs.clear();
        const response = await signByJson(aForm({ name: `=${name}x`, comment }));
        if (response.status !== 200) return;
        const [, row] = parseCsv(await (await download()).text(), { bom: true });
        const line = JSON.parse(await (await download('?format=ndjson')).text()) as Record<string, string>;
        expect(row?.[3]).toBe(withoutFormula(`=${name}x`.normalize('NFC').trim()));
        expect(row?.[3]?.startsWith("'=")).toBe(true);
        expect(line['name']).toBe(`=${name}x`.normalize('NFC').trim());
        expect(line['comment']).toBe(withoutOuter(withoutOuter(comment).normalize('NFC')));
        for (const cell of row ?? []) expect(cell, cell).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠]/u);
      }),
      { numRuns: 200 },
    );
  });

  it('has disjoint parts that together are everything', async () => {
    seed(500);
    for (const of of [1, 2, 16, 32, 4096 / 16]) {
      const ids: string[] = [];
      for (let number = 1; number <= of; number += 1) {
        const response = await download(`?format=ndjson&part=${number}/${of}`);
        const lines = (await response.text()).split('\n').slice(0, -1);
        expect(response.headers.get('signature-count'), `${number}/${of}`).toBe(String(lines.length));
        ids.push(...lines.map((line) => (JSON.parse(line) as { id: string }).id));
      }
      expect(new Set(ids).size, `of ${of}`).toBe(500);
      expect(ids, `of ${of}`).toHaveLength(500);
    }
  });

  it.each(['', '0/1', '1/0', '2/1', '1/3', '1/8192', '17/16', '1', 'a/b', '1/16/2', '01/16', '1.0/16'])(
    'answers 400 to a part that makes no sense: %s',
    async (part) => {
      expect((await download(`?part=${encodeURIComponent(part)}`)).status).toBe(400);
    },
  );

  it('answers 400 to what is asked twice, which has two answers', async () => {
    for (const query of [
      'part=1/2&part=2/2',
      'part=1/2&part=1/2',
      'part=1/2&part=',
      'part&part=1/2',
      'format=csv&format=ndjson',
      'format=ndjson&p%61rt=1/2&part=2/2',
    ]) {
      expect((await download(`?${query}`)).status, query).toBe(400);
      expect((await download(`?${query}`, asOrganizer({ method: 'HEAD' }))).status, query).toBe(400);
    }
  });

  it('answers 400 to another format and 404 to what is no campaign', async () => {
    expect((await download('?format=pdf')).status).toBe(400);
    expect((await download('', asOrganizer(), 'nowhere')).status).toBe(404);
  });

  it('answers 409 to what would outgrow a response, and so many parts fit', async () => {
    seed(7000);
    const response = await download('?format=ndjson');
    expect(response.status).toBe(409);
    const { errors, parts } = (await response.json()) as { errors: { message: string }[]; parts: number };
    expect(errors[0]?.message).toContain(`part=1/${parts}`);
    let rows = 0;
    for (let number = 1; number <= parts; number += 1) {
      const part = await download(`?format=ndjson&part=${number}/${parts}`);
      expect(part.status).toBe(200);
      rows += (await part.text()).split('\n').length - 1;
    }
    expect(rows).toBe(7000);
  });

  it('says the number of rows to HEAD, without them', async () => {
    await signByForm(aForm());
    const response = await download('', asOrganizer({ method: 'HEAD' }));
    expect(response.headers.get('signature-count')).toBe('1');
    expect(await response.text()).toBe('');
    // The one read is that of the asides.
    expect(blobs.operations.get).toBe(1);
  });

  it('gives a draft’s signatures, which organizers made to try it', async () => {
    expect((await download('', asOrganizer(), 'not-yet-shown')).status).toBe(200);
  });

  describe('when the store fails', () => {
    it('answers 503 before the first row', async () => {
      watchLog();
      blobs.faults.always('list', { status: 403 });
      expect((await download()).status).toBe(503);
    });

    it.each([{ status: 403 }, { status: 413 }] as const)('breaks off after it: %j', async (fault) => {
      seed(300);
      blobs.faults.decide((operation, _, number) =>
        operation === 'get' && number > 150 ? fault : undefined,
      );
      const response = await download('?format=ndjson');
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
    });

    it('breaks off where a signature was erased meanwhile', async () => {
      await signByForm(aForm(), 'asks-nothing');
      const response = download('', asOrganizer(), 'asks-nothing');
      blobs.faults.decide((operation, key) => {
        if (operation === 'get' && key.startsWith('asks-nothing/')) blobs.clear();
        return undefined;
      });
      await expect((await response).text()).rejects.toThrow();
    });

    // A file is asked once.
    if (blobs.host === 'netlify') {
      it('mends what a second try mends', async () => {
        seed(5);
        blobs.faults.next('get', 'truncated');
        blobs.faults.next('get', { status: 500 });
        expect((await (await download('?format=ndjson')).text()).split('\n')).toHaveLength(6);
      });
    }
  });
});
