import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsvLine, withoutFormula } from '#download/csv.ts';
import { cellsFor, isLive } from './live-cell.ts';

/** What starts a cell or a line for some reader. */
const starts = [',', ';', '\t', '\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029'];
/** What a spreadsheet may skip before a formula. */
const skipped = [
  '',
  ' ',
  '\u00A0',
  '\u3000',
  '\u200B',
  '\uFEFF',
  '\u00AD',
  '\u3164',
  '\u2800',
  '\uE000',
  '"',
  "'",
  '""',
  '\u0000',
];
const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '\t', '\r'];
const hostile = fc
  .array(fc.constantFrom(...starts, ...skipped, ...signs, 'a', '1', '=cmd|"/C calc"!A0', '\u0301'), {
    maxLength: 14,
  })
  .map((pieces) => pieces.join(''));

const HEAD = ['id', 'name', 'comment'];

describe('a line of CSV', () => {
  it('gives every harmless cell back to a reader of RFC 4180', () => {
    const harmless = fc.string({ unit: 'grapheme' }).filter((cell) => withoutFormula(cell) === cell);
    fc.assert(
      fc.property(fc.array(harmless, { minLength: 1, maxLength: 20 }), (cells) => {
        expect(parse(toCsvLine(cells))).toEqual([cells]);
      }),
    );
  });

  it('quotes every cell and ends with CRLF', () => {
    expect(toCsvLine(['a', '', 'say "no",\r\nthen'])).toBe('"a","","say ""no"",\r\nthen"\r\n');
  });

  it('changes no cell but by an apostrophe before what is live', () => {
    fc.assert(
      fc.property(hostile, (cell) => {
        const rows: string[][] = parse(toCsvLine([cell]));
        const written = rows[0]?.[0];
        expect(written?.replaceAll("'", '')).toBe(cell.replaceAll("'", '').replaceAll('\0', '\uFFFD'));
      }),
    );
  });
});

describe('a file of CSV', () => {
  it.each([',', ';', '\t'])('holds no formula for a reader that splits at %j', (delimiter) => {
    const rows = fc.array(fc.array(hostile, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(rows, (cells) => {
        const file = [HEAD, ...cells].map((row) => toCsvLine([...row, 'counted'])).join('');
        expect(cellsFor(delimiter, file).filter(isLive)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('holds none where every line is a row, and quotes are only characters', () => {
    fc.assert(
      fc.property(hostile, (cell) => {
        const cells = toCsvLine([cell]).split(/[\r\n,;\t\x85\u2028\u2029]/u);
        expect(cells.filter(isLive)).toEqual([]);
      }),
    );
  });
});

describe('a cell', () => {
  it.each([
    ['=1', "'=1"],
    ["ok;=cmd|'/C calc'!A0;", "ok;'=cmd|'/C calc'!A0;"],
    ['Ana;=1+1;x', "Ana;'=1+1;x"],
    ['fine\n=HYPERLINK(…)', "fine\n'=HYPERLINK(…)"],
    ['fine\r\n\r\n- one\r\n- two', "fine\r\n\r\n'- one\r\n'- two"],
    ['a\t@SUM(1)', "a\t'@SUM(1)"],
    ['a; "=1"', 'a;\' "=1"'],
    ['\n=1', "'\n'=1"],
  ])('gets an apostrophe before each formula: %j', (cell, safe) => {
    expect(withoutFormula(cell)).toBe(safe);
  });

  it.each([
    '',
    'Ada',
    "O'Neil",
    '02134',
    'a=b',
    '(+1) 2',
    'ada@example.org',
    '1-2',
    '“=1”',
    'a, b; c\r\n\r\nd',
  ])('stays as it is: %j', (cell) => {
    expect(withoutFormula(cell)).toBe(cell);
  });
});
