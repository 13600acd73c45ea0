import type { AstroIntegration } from 'astro';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Moves the redirects to the name that Netlify and `npm run serve` read. Astro takes a page whose name starts
 * with `_` for none.
 */
export function redirects(dist: string): AstroIntegration {
  return {
    name: 'undersigned-redirects',
    hooks: {
      'astro:build:done': () => rename(join(dist, 'redirects.txt'), join(dist, '_redirects')),
    },
  };
}
