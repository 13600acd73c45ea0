import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentencesIn } from './comment-sentences.ts';

/** The most words that every reader can follow in one sentence, also in a second language. */
const MOST_WORDS = 20;

const files = globSync(['{src,netlify,tests}/**/*.{ts,astro,css}', 'astro.config.mjs']).filter(
  (file) => !file.includes('/dist/'),
);

describe('the comments', () => {
  it('are seen', () => {
    const source = readFileSync('src/domain/json.ts', 'utf8');
    expect(sentencesIn(source, 'src/domain/json.ts').length).toBeGreaterThan(1);
  });

  it(`say one thing a sentence, in at most ${MOST_WORDS} words`, () => {
    const long = files.flatMap((file) =>
      sentencesIn(readFileSync(file, 'utf8'), file)
        .filter(({ words }) => words > MOST_WORDS)
        .map(({ line, sentence }) => `${file}:${line} ${sentence}`),
    );
    expect(long).toEqual([]);
  });
});
