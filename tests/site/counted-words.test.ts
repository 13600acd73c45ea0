import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { countedPeople, PEOPLE_LOCALES } from '../support/people-words.ts';
import { readBuiltSite } from './built-site.ts';

describe.each(Object.entries(inject('sites')))('the numbers of the site "%s"', async (_name, root) => {
  const { dist, paths, pages } = await readBuiltSite(root);
  const feeds = Array.from(paths).filter((path) => path.endsWith('.xml'));

  it('count people on no page, in no attribute and in no feed, in any language', async () => {
    const texts = [
      ...pages.map(({ path, html }) => [path, html] as const),
      ...(await Promise.all(
        feeds.map(async (path) => [path, await readFile(join(dist, path), 'utf8')] as const),
      )),
    ];
    expect(texts.length).toBeGreaterThan(20);
    const found = texts.flatMap(([path, html]) =>
      PEOPLE_LOCALES.flatMap((locale) => countedPeople(wordsOf(html), locale)).map((words) => [path, words]),
    );
    expect(found).toEqual([]);
  });
});

/** Everything that can be read in a file: its text, and the values of its attributes. */
function wordsOf(html: string): string {
  const seen = html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gu, '. ');
  const values = Array.from(seen.matchAll(/="([^"]*)"/gu), ([, value = '']) => value);
  return [
    seen
      .replaceAll(/<\/(?:p|li|h\d|td|th|a|title|option|label|legend|div)>/gu, '. ')
      .replaceAll(/<[^>]*>/gu, ' '),
    ...values,
  ].join('. ');
}
