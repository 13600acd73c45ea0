import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';
import { finishedPages } from './finished-pages.ts';

/** Writes the sitemap into `dist`: each page with a canonical address, in the languages of its head. */
export function siteMap(dist: string): AstroIntegration {
  return sitemap({
    serialize: async (item) => {
      const path = decodeURI(new URL(item.url).pathname);
      const page = (await finishedPages(dist)).find((page) => page.path === path);
      // The thanks page and the desk are not for search engines, so they have no canonical address. A page that
      // a partner links to has another page's.
      if (!page || page.canonical !== item.url) return undefined;
      return { ...item, links: [...page.alternates] };
    },
  });
}
