import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { lastUpTo, placesIn } from '#source/places.ts';
import { aText, CAMPAIGN, type ContentFolder, makeContentFolder } from './content-folder.ts';

describe('a place in a text', () => {
  it('is the line and the column at which an offset stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '\n', 'é'), { maxLength: 30 }),
        fc.nat(40),
        fc.nat(9),
        (all, offset, first) => {
          const lines = all.slice(0, offset).join('').split('\n');
          expect(placesIn('f', all.join(''), first)(offset, 'm')).toEqual({
            file: 'f',
            line: first + lines.length - 1,
            column: (lines.at(-1) ?? '').length + 1,
            message: 'm',
          });
        },
      ),
    );
  });

  it('is found among sorted entries, the last of equal ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.integer({ min: -1, max: 10 }), (numbers, limit) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        expect(lastUpTo(sorted, limit, (one) => one)).toBe(sorted.findLastIndex((one) => one <= limit));
      }),
    );
  });
});

/** With a look at each line for each mistake, these take minutes. */
const MANY = 30_000;

describe('a file in which every line is a mistake', () => {
  let folder: ContentFolder;

  beforeEach(async () => {
    folder = await makeContentFolder();
    return () => folder.remove();
  });

  const lines = (line: string) => `${line}\n`.repeat(MANY);

  it.each([
    ['unknown keys', aText(Array.from({ length: MANY }, (_, number) => `unknown${number}: 5\n`).join(''))],
    ['curly quotes', aText(`changes:\n${lines('  - { date: 2016-01-31, what: “Words” }')}`)],
    ['headings that jump', aText('', lines('## A\n\n#### B\n'))],
    ['raw HTML', aText('', lines('<b>A</b>\n'))],
    ['dead anchors', aText('', lines('[A](#nowhere)\n'))],
    ['control characters', aText('', lines('A\u0007'))],
  ])('is read to its end: %s', { timeout: 30_000 }, async (_, text) => {
    await folder.write(`${CAMPAIGN}/en.md`, text);
    expect((await folder.mistakes()).length).toBeGreaterThanOrEqual(MANY);
  });
});
