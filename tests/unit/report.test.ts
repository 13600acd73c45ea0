import { describe, expect, it } from 'vitest';
import { report } from '#checking/report.ts';

const EN = 'content/campaigns/x/en.md';

describe('a report of mistakes', () => {
  it('is a line each: the place, two spaces, the message', () => {
    const found = [{ file: EN, line: 3, column: 8, message: 'The title holds a colon: put it in quotes' }];
    expect(report(found, { isInActions: false })).toEqual([
      `${EN}:3:8  The title holds a colon: put it in quotes`,
    ]);
  });

  it.each([
    ['error', ''],
    ['warning', 'Warning: '],
    ['notice', 'Notice: '],
  ] as const)('in GitHub Actions has each %s a second time, as an annotation', (gravity, word) => {
    const found = [{ file: EN, line: 3, column: 8, message: 'The text ends' }];
    expect(report(found, { isInActions: true, gravity })).toEqual([
      `${word}${EN}:3:8  The text ends`,
      `::${gravity} file=${EN},line=3,col=8::The text ends`,
    ]);
  });

  it('escapes in an annotation what GitHub would read as its own', () => {
    const found = [
      { file: 'content/a,b:c%.md', line: 1, column: 1, message: '100 % of it: \r\n::error::no, none' },
    ];
    const [line = '', annotation] = report(found, { isInActions: true });
    expect(line).toBe('content/a,b:c%.md:1:1  100 % of it: \\u{d}\\u{a}::error::no, none');
    expect(annotation).toBe(
      '::error file=content/a%2Cb%3Ac%25.md,line=1,col=1::100 %25 of it: \\u{d}\\u{a}::error::no, none',
    );
  });

  it('keeps GitHub from obeying its older commands, which it finds anywhere in a line', () => {
    const found = [{ file: EN, line: 1, column: 1, message: 'The title ##[add-mask]a holds a colon' }];
    const [line = '', annotation = ''] = report(found, { isInActions: true });
    expect(line).not.toContain('##[');
    // A line that begins with two colons is read by the newer form alone.
    expect(annotation).toMatch(/^::error /u);
    expect(report(found, { isInActions: false })[0]).toContain('##[add-mask]');
  });
});
