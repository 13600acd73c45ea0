import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';
import { finishedPages, type PageFacts } from './finished-pages.ts';

/** Writes the sitemap into `dist`: each page with a canonical address, in the languages of its head. */
export function siteMap(dist: string): AstroIntegration {
  let pages: ReadonlyMap<string, PageFacts> | undefined;
  return sitemap({
    serialize: (item) => {
      pages ??= new Map(finishedPages(dist).map((page) => [page.path, page]));
      const page = pages.get(decodeURI(new URL(item.url).pathname));
      // The thanks page and the desk are not for search engines, so they have no canonical address. A page that
      // a partner links to has another page's.
      if (!page || page.canonical !== item.url) return undefined;
      return { ...item, links: [...page.alternates] };
    },
  });
}
