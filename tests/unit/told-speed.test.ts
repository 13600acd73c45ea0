import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A figure of speed or weight, with its unit. Dollars, days and signatures of an example are none. */
const FIGURE = /(\d[\d,.]*)\s(?:[kKMG]B|µs|ms|signatures a\ssecond|pages a\ssecond)\b/gu;

function figuresIn(file: string): string[] {
  return Array.from(readFileSync(file, 'utf8').matchAll(FIGURE), ([, figure = '']) => figure);
}

describe('the README', () => {
  it('quotes no figure that the table of speed does not hold', () => {
    const table = readFileSync('docs/speed.md', 'utf8');
    const quoted = figuresIn('README.md');
    expect(quoted.length).toBeGreaterThan(1);
    expect(
      quoted.filter((figure) => !new RegExp(`(?<![\\d,.])${figure}(?![\\d,])`, 'u').test(table)),
    ).toEqual([]);
  });
});
