import { describe, expect, inject, it } from 'vitest';
import { attribute } from '#html/elements.ts';
import { readBuiltSite } from './built-site.ts';

describe.each(Object.entries(inject('sites')))('scripts of the site "%s"', async (_name, root) => {
  const { pages } = await readBuiltSite(root);

  it('come after what is read, in one file', () => {
    for (const { path, elements } of pages) {
      const scripts = elements.filter((element) => attribute(element, 'src') && element.tagName === 'script');
      // The desk has one more script for its own work, and so have pages that a mailed link leads to.
      const hasOneMore = path === '/organizers/' || elements.some(({ tagName }) => tagName === 'mailed-link');
      expect(scripts, path).toHaveLength(hasOneMore ? 2 : 1);
      for (const script of scripts) expect(attribute(script, 'fetchpriority'), path).toBe('low');
    }
  });
});
