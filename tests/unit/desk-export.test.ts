import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { fileNameOf, toFile } from '#desk/export-file.ts';
import { selected } from '#desk/selection.ts';
import type { OpenSignature, Signature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';
import { parseLine } from '#download/download-line.ts';
import { COLUMNS } from '#download/row.ts';
import { aSignature } from '../store/a-signature.ts';

function signed(changes: Partial<Supporter> & { signedAt?: string } = {}): OpenSignature {
  const signature = aSignature(changes);
  if (!('supporter' in signature)) throw new TypeError('It is not sealed.');
  return signature;
}

const sealed: Signature = {
  version: 1,
  id: 'f'.repeat(32),
  campaign: 'clean-river',
  signedAt: '2016-01-31T12:00:00.000Z',
  sealed: 'YQ==',
};

async function csvOf(
  format: 'csv' | 'action-network',
  signatures: readonly Signature[],
): Promise<string[][]> {
  return parse(await (await toFile(format, signatures)).text(), { bom: true });
}

async function sheetOf(signatures: readonly Signature[]) {
  const book = await readXlsx(new Uint8Array(await (await toFile('xlsx', signatures)).arrayBuffer()));
  return book.sheets[0]?.rows ?? [];
}

describe('a CSV file', () => {
  it('has a byte order mark, the columns of the download, and a row for each signature that can be read', async () => {
    const rows = [signed({ name: 'Ana', comment: 'a,"b"\r\nc' }), sealed];
    const [head, ...body] = await csvOf('csv', rows);
    expect(new Uint8Array(await (await toFile('csv', rows)).arrayBuffer()).slice(0, 3)).toEqual(
      Uint8Array.of(0xef, 0xbb, 0xbf),
    );
    expect(head).toEqual([...COLUMNS]);
    expect(body).toHaveLength(1);
    expect(body[0]).toEqual(expect.arrayContaining(['Ana', 'a,"b"\r\nc']));
  });

  it('for Action Network has its names of columns, without a mark before the first', async () => {
    const rows = [
      signed({ name: 'María José García', postalCode: '33130', country: 'US' }),
      signed({ name: 'Cher' }),
    ];
    const bytes = new Uint8Array(await (await toFile('action-network', rows)).arrayBuffer());
    expect(Buffer.from(bytes.slice(0, 13)).toString('latin1')).toBe('"first_name",');
    expect(await csvOf('action-network', rows)).toEqual([
      ['first_name', 'last_name', 'email', 'zip_code', 'country'],
      ['María', 'José García', 'ada@example.org', '33130', 'US'],
      ['Cher', '', 'ada@example.org', '', ''],
    ]);
  });

  it.each(['csv', 'action-network'] as const)('holds no formula, whatever was typed: %s', async (format) => {
    const live = fc.tuple(
      fc.constantFrom('', ' ', '\t', '\u00A0'),
      fc.constantFrom('=', '+', '-', '@', '＝'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(live, async (parts) => {
        const text = parts.join('');
        const rows = await csvOf(format, [signed({ name: text, postalCode: text })]);
        expect(rows[1]?.filter((cell) => /^[\s\p{C}]*[=+\-@＝]/u.test(cell))).toEqual([]);
      }),
    );
  });
});

describe('an XLSX file', () => {
  it('gives every cell back as text, as it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (comment) => {
        const [head, row] = await sheetOf([signed({ name: '=1+1', comment })]);
        expect(head).toEqual([...COLUMNS]);
        expect(row?.[3]).toBe('=1+1');
        expect(row?.[7]).toBe(comment);
      }),
    );
  });

  it('keeps outer blanks, and what looks like its own way to write a character', async () => {
    const [, row] = await sheetOf([signed({ name: '_x0041__X0041_ _x41_', comment: '  outer\n ' })]);
    expect(row?.[3]).toBe('_x0041__X0041_ _x41_');
    expect(row?.[7]).toBe('  outer\n ');
  });

  it('has no cell that is a formula', async () => {
    const file = await toFile('xlsx', [signed({ name: '=HYPERLINK("http://evil.example")' })]);
    const book = await readXlsx(new Uint8Array(await file.arrayBuffer()));
    const cells = [...(book.sheets[0]?.cells?.values() ?? [])];
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
  });
});

describe('an NDJSON file', () => {
  it('holds sealed signatures too, and gives each line back', async () => {
    const rows = [signed({ name: '=1+1', comment: 'one\ntwo' }), sealed];
    const lines = (await (await toFile('ndjson', rows)).text()).trimEnd().split('\n');
    expect(lines.map(parseLine)).toEqual(rows);
  });
});

describe('what is taken', () => {
  const early = signed({ name: 'Early', signedAt: '2016-01-31T04:59:59Z', updates: true });
  const late = signed({ name: 'Late', signedAt: '2016-01-31T05:00:00Z' });
  const all = { newsOnly: false, from: '' };

  it('is everything, in the order it was signed', () => {
    expect(selected([late, sealed, early], all, 'UTC')).toEqual([early, late, sealed]);
  });

  it('is only of people who want news, which nobody knows of what is sealed', () => {
    expect(selected<Signature>([late, early, sealed], { ...all, newsOnly: true }, 'UTC')).toEqual([early]);
  });

  it('begins with a day where the site is', () => {
    expect(selected([late, early], { ...all, from: '2016-01-31' }, 'America/New_York')).toEqual([late]);
    expect(selected([late, early], { ...all, from: '2016-01-31' }, 'UTC')).toEqual([early, late]);
  });

  it('is saved under the campaign’s name and the day', () => {
    expect(fileNameOf('clean-river', 'csv', '2016-01-31')).toBe('clean-river-2016-01-31.csv');
    expect(fileNameOf('clean-river', 'action-network', '2016-01-31')).toBe(
      'clean-river-2016-01-31-action-network.csv',
    );
  });
});
