import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parseLine } from '#download/download-line.ts';
import { COLUMNS } from '#download/row.ts';
import { asOrganizer, ask, STORE, withBlobs } from './platform.ts';
import { addressOf } from './sign-request.ts';

const blobs = await withBlobs();

const ID = 'a'.repeat(32);

/** A download of one record, as it may stand in a store for years. */
async function downloaded(format: string, supporter: Readonly<Record<string, unknown>>): Promise<string> {
  const frame = { version: 1, id: ID, campaign: 'clean-river', signedAt: '2016-01-31T12:00:00.000Z' };
  blobs.seed(STORE, [[`clean-river/${ID}`, JSON.stringify({ ...frame, supporter })]]);
  const response = await ask(`${addressOf('clean-river')}?format=${format}`, asOrganizer());
  return response.text();
}

describe('a signature that is older than a column', () => {
  it('has it empty, in every format', async () => {
    const old = { name: 'Ada Lovelace', email: 'ada@example.org' };
    const rows: string[][] = parse(await downloaded('csv', old), { bom: true });
    const cells = Object.fromEntries(COLUMNS.map((column, at) => [column, rows[1]?.[at]]));
    const empty = { postalCode: '', country: '', comment: '', locale: '', nameShown: '' };
    expect(cells).toMatchObject({ ...old, ...empty, updates: 'false' });
    const line = await downloaded('ndjson', old);
    expect(Object.keys(JSON.parse(line) as object)).toEqual(COLUMNS);
    expect(parseLine(line)).toMatchObject({ supporter: { ...old, ...empty, updates: false } });
  });

  it('may hold what no signing takes today, and breaks no file', async () => {
    const odd = { name: 'A\uFFFF\uD800\u0000;=1+1', email: 'a@b', comment: '\uFDD0\n=2', more: 'unknown' };
    const rows: string[][] = parse(await downloaded('csv', odd), { bom: true });
    expect(rows[1]).toContain("A\uFFFD\uFFFD\uFFFD;'=1+1");
    expect(rows[1]).toContain("\uFFFD\n'=2");
    expect(JSON.parse(await downloaded('ndjson', odd))).toMatchObject({ comment: '\uFFFD\n=2' });
  });

  it.each([{ email: 'ada@example.org' }, { name: 'Ada' }, {}, { name: 'Ada', email: 1 }])(
    'is none where what every signature has is lost, and the file breaks off: %j',
    async (damaged) => {
      await expect(downloaded('ndjson', damaged)).rejects.toThrow();
    },
  );
});
