import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf, fittingIn, toFile } from '#desk/export-file.ts';
import { selected } from '#desk/selection.ts';
import { toFileText } from '#domain/file-text.ts';
import type { Signature } from '#domain/signature.ts';
import { parseLine } from '#download/download-line.ts';
import { COLUMNS } from '#download/row.ts';
import { aSignature } from '../store/a-signature.ts';
import { HOSTILE } from '../support/hostile-signatures.ts';
import { anyText } from './any-text.ts';
import { cellsFor, isLive } from './live-cell.ts';
import { layoutOf, readWorkbook, sheetNamesOf } from './read-workbook.ts';

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

async function sheetOf(signatures: readonly Signature[]): Promise<string[][]> {
  return readWorkbook(await toFile('xlsx', signatures));
}

describe('a CSV file', () => {
  it('has a byte order mark, the columns of the download, and a row for each signature that can be read', async () => {
    const rows = [aSignature({ name: 'Ana', comment: 'a,"b"\r\nc' }), sealed];
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
      aSignature({ name: 'María José García', postalCode: '33130', country: 'US' }),
      aSignature({ name: 'Cher' }),
    ];
    const bytes = new Uint8Array(await (await toFile('action-network', rows)).arrayBuffer());
    expect(Buffer.from(bytes.slice(0, 13)).toString('latin1')).toBe('"first_name",');
    expect(await csvOf('action-network', rows)).toEqual([
      ['first_name', 'last_name', 'email', 'zip_code', 'country'],
      ['María', 'José García', 'ada@example.org', '33130', 'US'],
      ['Cher', '', 'ada@example.org', '', ''],
    ]);
  });

  it.each(['csv', 'action-network'] as const)('guards every cell: %s', async (format) => {
    const text = ';=1';
    const rows = await csvOf(format, [
      aSignature({ name: text, postalCode: text, country: text, locale: text }),
    ]);
    const cells = rows[1]?.filter((cell) => cell.includes('=')) ?? [];
    expect(cells.length).toBeGreaterThan(2);
    expect(cells.filter((cell) => cell !== ";'=1")).toEqual([]);
  });

  it('for Action Network leaves out an address that could be a formula, and changes none', async () => {
    const rows = ['+ana', '-ana', '=ana', "'=ana", 'a\uFFFEna', 'ana', 'a+b', "'ana"].map((local) =>
      aSignature({ email: `${local}@example.org` }),
    );
    const emails = (await csvOf('action-network', rows)).slice(1).map(([, , email]) => email);
    expect(emails).toEqual(['ana@example.org', 'a+b@example.org', "'ana@example.org"]);
    expect(fittingIn('action-network', rows)).toHaveLength(3);
    expect(fittingIn('csv', [...rows, sealed])).toHaveLength(8);
    expect(fittingIn('ndjson', [...rows, sealed])).toHaveLength(9);
  });
});

describe('an XLSX file', () => {
  it('is well-formed XML, and gives every cell back but what XML forbids', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { maxLength: 40 }), async (texts) => {
        const [head, ...rows] = await sheetOf(texts.map(([name, comment]) => aSignature({ name, comment })));
        expect(head).toEqual([...COLUMNS]);
        expect(rows.map((row) => [row[3], row[7]])).toEqual(texts.map((some) => some.map(toFileText)));
      }),
      { numRuns: 15 },
    );
  });

  it.each([
    '=HYPERLINK("http://evil.example")',
    '_x0041__X0041_ _x41_',
    '_x000D\r_x005F\r\n_',
    '  outer\n ',
    '\u00A0 \t',
    '02138',
    '1E5',
    '<b>&amp;]]>',
  ])('gives back as typed: %j', async (typed) => {
    const [, row] = await sheetOf([aSignature({ comment: typed })]);
    expect(row?.[7]).toBe(typed);
  });

  it('is well formed with an older signature that has noncharacters', async () => {
    const [, row] = await sheetOf([aSignature({ name: 'Ann \uFFFF', comment: 'Bob\uFFFE\uD83D' })]);
    expect(row?.[3]).toBe('Ann \uFFFD');
    expect(row?.[7]).toBe('Bob\uFFFD\uFFFD');
  });

  it('cuts a text that no cell can hold, and shows that it did', async () => {
    const [, row] = await sheetOf([aSignature({ comment: `${'a'.repeat(32_765)}\u{1F3F3}b` })]);
    expect(row?.[7]).toBe(`${'a'.repeat(32_765)}…`);
    const [, whole] = await sheetOf([aSignature({ comment: '_x0041_'.repeat(4_681) })]);
    expect(whole?.[7]).toBe('_x0041_'.repeat(4_681));
  });
});

describe('an NDJSON file', () => {
  it('holds sealed signatures too, and gives each line back', async () => {
    const rows = [aSignature({ name: '=1+1', comment: 'one\ntwo' }), sealed];
    const lines = (await (await toFile('ndjson', rows)).text()).trimEnd().split('\n');
    expect(lines.map(parseLine)).toEqual(rows);
  });
});

describe('a workbook', () => {
  it('has columns as wide as what they hold, up to a limit, and keeps its head in sight', async () => {
    const wide = aSignature({
      name: 'Ana',
      email: 'a.rather.long.address@example.org',
      comment: 'x'.repeat(500),
    });
    const { widths, staying } = await layoutOf(await toFile('xlsx', [wide]));
    const widthOf = (column: (typeof COLUMNS)[number]) => widths[COLUMNS.indexOf(column)];
    expect(widths).toHaveLength(COLUMNS.length);
    expect(widthOf('email')).toBeGreaterThanOrEqual('a.rather.long.address@example.org'.length);
    expect(widthOf('comment')).toBeLessThan(60);
    expect(widthOf('name')).toBeLessThan(10);
    expect(staying).toBe(1);
  });
});

describe('every file with hostile signatures', () => {
  const hostile = HOSTILE.map(({ name, email, postalCode, comment }) =>
    aSignature({ name, email, postalCode, comment }),
  );

  it.each(['csv', 'action-network'] as const)('has no live cell for any separator: %s', async (format) => {
    const file = await (await toFile(format, hostile)).text();
    for (const delimiter of [',', ';', '\t']) {
      expect(cellsFor(delimiter, file).filter(isLive), delimiter).toEqual([]);
    }
  });

  it('is a workbook that gives all of them back', async () => {
    const [, ...rows] = await sheetOf(hostile);
    const texts = rows.map(([, , , name, email, postalCode, , comment]) => ({
      name,
      email,
      postalCode,
      comment,
    }));
    expect(texts).toEqual(
      HOSTILE.map(({ name, email, postalCode, comment }) => ({
        name: toFileText(name),
        email,
        postalCode: toFileText(postalCode),
        comment: toFileText(comment),
      })),
    );
  });

  it('is one line a signature in NDJSON', async () => {
    const lines = (await (await toFile('ndjson', hostile)).text()).trimEnd().split('\n');
    expect(lines).toHaveLength(hostile.length);
    expect(lines.map(parseLine).every((line) => line.id === hostile[0]?.id)).toBe(true);
  });
});

describe('what is taken', () => {
  const early = aSignature({ name: 'Early', signedAt: '2016-01-31T04:59:59Z', updates: true });
  const late = aSignature({ name: 'Late', signedAt: '2016-01-31T05:00:00Z' });
  const all = { who: 'all', from: '', to: '' } as const;

  it('is everything, in the order it was signed', () => {
    expect(selected([late, sealed, early], all, 'UTC')).toEqual([early, late, sealed]);
  });

  it('is only of people who want news, which nobody knows of what is sealed', () => {
    expect(selected<Signature>([late, early, sealed], { ...all, who: 'news' }, 'UTC')).toEqual([early]);
  });

  it('is only what has a comment', () => {
    const wrote = aSignature({ name: 'Wrote', comment: 'Mine' });
    expect(selected<Signature>([early, wrote, sealed], { ...all, who: 'comments' }, 'UTC')).toEqual([wrote]);
  });

  it('begins and ends with a day where the site is', () => {
    expect(selected([late, early], { ...all, to: '2016-01-30' }, 'America/New_York')).toEqual([early]);
    expect(selected([late, early], { ...all, to: '2016-01-31' }, 'UTC')).toEqual([early, late]);
    expect(selected([late, early], { ...all, from: '2016-01-31' }, 'America/New_York')).toEqual([late]);
    expect(selected([late, early], { ...all, from: '2016-01-31' }, 'UTC')).toEqual([early, late]);
  });

  it.each([
    ['claimed', 'xlsx', 'clean-river-2016-01-31-news-not-confirmed.xlsx'],
    ['claimed', 'action-network', 'clean-river-2016-01-31-action-network-news-not-confirmed.csv'],
    ['confirmed', 'xlsx', 'clean-river-2016-01-31-news.xlsx'],
  ] as const)('says in the name of a file for news whether its addresses are %s', (basis, format, name) => {
    const selection = { ...all, who: 'news' } as const;
    const contents = { slug: 'clean-river', day: '2016-01-31', basis, selection };
    expect(fileNameOf({ ...contents, format })).toBe(name);
  });

  it.each([
    ['claimed', 'Signatures, not confirmed'],
    ['confirmed', 'Signatures, confirmed'],
  ] as const)('says in the name of a sheet that its addresses are %s', async (basis, name) => {
    expect(await sheetNamesOf(await toFile('xlsx', [early], basis))).toEqual([name]);
  });

  it('is saved under the campaign’s name and the day', () => {
    const contents = { slug: 'clean-river', day: '2016-01-31', basis: 'claimed', selection: all } as const;
    expect(fileNameOf({ ...contents, format: 'csv' })).toBe('clean-river-2016-01-31.csv');
    expect(fileNameOf({ ...contents, format: 'action-network' })).toBe(
      'clean-river-2016-01-31-action-network.csv',
    );
  });

  it.each([
    [{ who: 'comments', from: '2016-01-30', to: '2016-01-30' }, 'comments-of-2016-01-30'],
    [{ who: 'all', from: '2016-01-25', to: '2016-01-31' }, 'from-2016-01-25-to-2016-01-31'],
    [{ who: 'all', from: '2016-01-25', to: '' }, 'from-2016-01-25'],
    [{ who: 'all', from: '', to: '2016-01-25' }, 'to-2016-01-25'],
  ] as const)('says in its name that it is not all: %j', (selection, part) => {
    const contents = { slug: 'clean-river', format: 'csv', day: '2016-01-31', basis: 'claimed' } as const;
    expect(fileNameOf({ ...contents, selection })).toBe(`clean-river-2016-01-31-${part}.csv`);
  });
});
