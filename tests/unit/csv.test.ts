import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsvLine } from '#download/csv.ts';

describe('a line of CSV', () => {
  it('gives every cell back to a reader of RFC 4180', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 20 }), (cells) => {
        expect(parse(toCsvLine(cells))).toEqual([cells]);
      }),
    );
  });

  it('quotes every cell and ends with CRLF', () => {
    expect(toCsvLine(['a', '', 'say "no",\r\nthen'])).toBe('"a","","say ""no"",\r\nthen"\r\n');
  });
});
