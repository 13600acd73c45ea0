import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';
import { finishedPages } from './finished-pages.ts';

/** Writes the sitemap into `dist`: each page that names itself as canonical, in the languages its head names. */
export function siteMap(dist: string): AstroIntegration {
  return sitemap({
    serialize: async (item) => {
      const path = decodeURI(new URL(item.url).pathname);
      const page = (await finishedPages(dist)).find((page) => page.path === path);
      // Not the page of thanks, nor the desk: what is not for search engines names no canonical address.
      if (!page || page.canonical === null) return undefined;
      return { ...item, links: [...page.alternates] };
    },
  });
}
