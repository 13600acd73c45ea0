import type { APIContext } from 'astro';

/**
 * The robots.txt: robots may read all pages but no `/api/` address. Unlisted pages have their own `noindex`.
 */
export function GET({ site }: APIContext): Response {
  const sitemap = new URL('/sitemap-index.xml', site).href;
  return new Response(`User-agent: *\nDisallow: /api/\n\nSitemap: ${sitemap}\n`);
}
