import type { APIContext } from 'astro';
import { previewKind } from '#page-data/preview.ts';

/**
 * The robots.txt: robots may read all pages but no `/api/` address. Unlisted pages have their own `noindex`.
 */
export function GET({ site }: APIContext): Response {
  const rules = 'User-agent: *\nDisallow: /api/\n';
  // A preview has no page to list, so it has no sitemap.
  if (previewKind() !== 'none') return new Response(rules);
  return new Response(`${rules}\nSitemap: ${new URL('/sitemap-index.xml', site).href}\n`);
}
