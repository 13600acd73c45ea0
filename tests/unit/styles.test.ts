import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLOURS } from '#page-data/share-card.ts';

/** The files that hold raw values. */
const TOKENS = ['src/styles/tokens.css', 'src/styles/wide-tokens.css'];

const styles = globSync('src/**/*.{css,astro}')
  .filter((file) => !TOKENS.includes(file))
  .map((file) => ({ file, css: cssIn(file) }));

/** A file's style rules, without comments. */
function cssIn(file: string): string {
  const source = readFileSync(file, 'utf8');
  const blocks = file.endsWith('.css')
    ? [source]
    : Array.from(source.matchAll(/<style>([\s\S]*?)<\/style>/gu), ([, css = '']) => css);
  return blocks.join('\n').replaceAll(/\/\*[\s\S]*?\*\//gu, '');
}

describe('the styles', () => {
  it('are seen', () => {
    expect(styles.find(({ file }) => file.endsWith('GoalBar.astro'))?.css).toContain('progress');
  });

  it.each(styles)('take every colour from the tokens: $file', ({ css }) => {
    expect(css.match(/#[0-9a-f]{3,8}\b(?=[^{]*;)|\b(?:rgb|hsl|oklch|oklab|color)\(/giu)).toBeNull();
  });

  it.each(styles)('take every size of type from the tokens, in print apart: $file', ({ css }) => {
    expect(css.match(/\bfont(?:-size)?:[^;]*\d(?:rem|px)\b[^;]*;/gu)).toBeNull();
  });

  it('name no token that is not there', () => {
    const known = new Set(
      [...TOKENS, 'src/styles/theme.css']
        .flatMap((file) => readFileSync(file, 'utf8').match(/--[\w-]+(?=:)/gu))
        .concat(styles.flatMap(({ css }) => css.match(/--[\w-]+(?=:)/gu))),
    );
    const used = styles.flatMap(({ css }) =>
      Array.from(css.matchAll(/var\((--[\w-]+)/gu), ([, name]) => name),
    );
    expect(used.filter((name) => name !== undefined && !known.has(name))).toEqual([]);
  });
});

describe('the share card', () => {
  it('has the colours of the pages', () => {
    const tokens = readFileSync('src/styles/tokens.css', 'utf8');
    for (const colour of Object.values(COLOURS)) expect(tokens, colour).toContain(`: ${colour};`);
  });
});
