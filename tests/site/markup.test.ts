import { describe, expect, inject, it } from 'vitest';
import { readBuiltSite } from './built-site.ts';
import { complaintsAbout } from './validator.ts';

describe.each(Object.entries(inject('sites')))('the pages of the site "%s"', async (_name, root) => {
  const { pages } = await readBuiltSite(root);

  it.each(pages)('are valid HTML: $path', async ({ html }) => {
    expect(await complaintsAbout(html)).toEqual([]);
  });

  it('have nothing after their end', () => {
    const ragged = pages.filter(({ html }) => /<\/html>\s*\S/u.test(html));
    expect(ragged.map(({ path }) => path)).toEqual([]);
  });
});
