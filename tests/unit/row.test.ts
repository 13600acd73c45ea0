import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, toCells, toLine, withoutFormula } from '#download/row.ts';
import { aSignature } from '../store/a-signature.ts';

/** Characters that a spreadsheet skips before a formula: blanks, marks and controls of every kind. */
const skipped = fc.constantFrom(
  '',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u0000',
  '\uFEFF',
  '\u00A0',
  '\u3000',
  '\u200B',
  '\u2028',
);
const live = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠');

describe('a cell', () => {
  it('cannot become a formula, whatever stands before it', () => {
    fc.assert(
      fc.property(fc.array(skipped), live, fc.string(), (before, sign, rest) => {
        const cell = before.join('') + sign + rest;
        expect(withoutFormula(cell)).toBe(`'${cell}`);
      }),
    );
  });

  it.each(['', 'Ada', "O'Neil", '02134', 'a=b', '(+1) 2', 'ada@example.org', '1-2', '“=1”'])(
    'stays as it is: %j',
    (cell) => {
      expect(withoutFormula(cell)).toBe(cell);
    },
  );
});

describe('a row', () => {
  it('has a cell for each column in order', () => {
    const signature = aSignature({ updates: true, country: 'IE' });
    if (!('supporter' in signature)) throw new TypeError('It is not sealed.');
    const values = toCells(signature);
    const cells = Object.fromEntries(COLUMNS.map((column, index) => [column, values[index]]));
    expect(values).toHaveLength(COLUMNS.length);
    expect(cells).toMatchObject({
      campaign: 'clean-river',
      email: 'ada@example.org',
      country: 'IE',
      updates: 'true',
    });
  });

  it('of a sealed signature has no more than identifies nobody', () => {
    const line = toLine({
      version: 1,
      id: '0',
      campaign: 'c',
      signedAt: '2016-01-31T12:00:00Z',
      sealed: 'YQ==',
    });
    expect(line).toBe('{"id":"0","campaign":"c","signedAt":"2016-01-31T12:00:00Z","sealed":"YQ=="}\n');
  });

  it('is one line, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (comment) => {
        const line = toLine(aSignature({ comment }));
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(JSON.parse(line)).toMatchObject({ comment });
      }),
    );
  });
});
