import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toFileText } from '#domain/file-text.ts';
import { COLUMNS, SIGNATURES, toLine } from '#download/row.ts';
import { aSignature } from '../store/a-signature.ts';
import { anyText } from './any-text.ts';

describe('a row', () => {
  it('has a cell for each column in order', () => {
    const signature = aSignature({ updates: true, country: 'IE' });
    const values = SIGNATURES.toTexts(signature) ?? [];
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
      fc.property(anyText, (comment) => {
        const line = toLine(aSignature({ comment }));
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(JSON.parse(line)).toMatchObject({ comment: toFileText(comment) });
      }),
    );
  });

  it('loses only what no text may exchange', () => {
    const text = 'a\uFFFFb\uFDD0c\u{1FFFE}d\uD800e\u0007f';
    expect(JSON.parse(toLine(aSignature({ comment: `${text}\t\r\n\u{1F3F3}` })))).toMatchObject({
      comment: 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\t\r\n\u{1F3F3}',
    });
  });
});
