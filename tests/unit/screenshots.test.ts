import { globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const pictures = globSync('docs/screenshots/*').map((file) => file.slice('docs/screenshots/'.length));
const shown = globSync('{README.md,docs/*.md}').flatMap((document) =>
  Array.from(readFileSync(document, 'utf8').matchAll(/screenshots\/([\w.-]+)/gu), ([, name]) => name ?? ''),
);
const made = Array.from(
  readFileSync('tests/browser/pictures/pictures.ts', 'utf8').matchAll(/\bname: '([\w-]+)',/gu),
  ([, name]) => `${name}.png`,
);

describe('the pictures of README and guides', () => {
  it('are those that npm run pictures makes, and each is shown', () => {
    expect(pictures.toSorted()).toEqual(made.toSorted());
    expect([...new Set(shown)].toSorted()).toEqual(made.toSorted());
  });

  it.each(pictures)('weigh at most 80 kB: %s', (name) => {
    expect(statSync(`docs/screenshots/${name}`).size).toBeLessThanOrEqual(80_000);
  });
});
