import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'parse5';
import { attribute, elementsOf } from '#html/elements.ts';

/** Writes the sitemap into `dist`: each page that names itself as canonical, in the languages its head names. */
export function siteMap(dist: string): AstroIntegration {
  return sitemap({
    serialize: async (item) => {
      const page = await readFile(join(dist, decodeURI(new URL(item.url).pathname), 'index.html'), 'utf8');
      const links = Array.from(elementsOf(parse(page))).filter(({ tagName }) => tagName === 'link');
      // Not the page of thanks, nor the desk: what is not for search engines names no canonical address.
      if (!links.some((link) => attribute(link, 'rel') === 'canonical')) return undefined;
      const alternates = links.flatMap((link) => {
        const lang = attribute(link, 'hreflang');
        return lang === undefined ? [] : [{ lang, url: attribute(link, 'href') ?? item.url }];
      });
      return { ...item, links: alternates };
    },
  });
}
