import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The example of a language that nobody has added yet. */
const EXAMPLE = 'src/i18n/fr.json';

/** Documents about the code as it is. The changelog and decision 0011 also tell how it was. */
const documents = globSync('{README.md,docs/**/*.md,.github/**/*.md}').filter(
  (file) => !/CHANGELOG|0011-rooms/u.test(file),
);

describe('a document', () => {
  it.each(documents)('names only files that exist: %s', (document) => {
    const text = readFileSync(document, 'utf8');
    const named = Array.from(
      text.matchAll(/`((?:src|netlify|tests|public)\/[\w.[\]/-]+\.\w+)`/gu),
      ([, path]) => path,
    );
    expect(named.filter((path) => path !== undefined && path !== EXAMPLE && !existsSync(path))).toEqual([]);
  });
});
