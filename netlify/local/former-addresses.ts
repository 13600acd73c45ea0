import type { AstroIntegration } from 'astro';
import { redirectsIn } from '#integrations/redirects.ts';
import { toRedirects } from '#page-data/former-addresses.ts';
import { shownContent } from '#page-data/shown-content.ts';
import { type Redirected, redirectFor } from '#server/redirects.ts';
import { readTarget } from '#server/target.ts';

/** Leads from the former addresses of campaigns to the present ones, by the redirects that a build writes. */
export function formerAddresses(): AstroIntegration {
  return {
    name: 'undersigned-former-addresses',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((incoming, outgoing, next) => {
          presentAddress(incoming.url ?? '').then((led) => {
            // A browser would keep it for ever, and the next edit may undo it.
            const headers = { location: led?.location, 'cache-control': 'no-store' };
            if (led === null) next();
            else outgoing.writeHead(led.status, headers).end();
          }, next);
        });
      },
    },
  };
}

/** Where an address leads by now, or `null`. Vite's own paths and all files lead nowhere else. */
async function presentAddress(url: string): Promise<Redirected | null> {
  const target = readTarget(url);
  if (typeof target === 'number' || /^\/@|\.\w+$/u.test(target.pathname)) return null;
  // The page itself says what is wrong in the content.
  const content = await shownContent().catch(() => null);
  if (content === null) return null;
  return redirectFor(redirectsIn(toRedirects(content)), target.pathname, target.search);
}
