import type { APIContext } from 'astro';

/** Everything may be found but what follows a signature; such pages also say so themselves. */
export function GET({ site }: APIContext): Response {
  const sitemap = new URL('/sitemap-index.xml', site).href;
  return new Response(`User-agent: *\nDisallow: /api/\n\nSitemap: ${sitemap}\n`);
}
