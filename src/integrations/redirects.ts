import type { AstroIntegration } from 'astro';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** A redirect. All below `from` leads to the same address below `to`. Both end with `/`. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

/**
 * Moves the redirects to the name that Netlify reads. Astro takes a page whose name starts with `_` for none.
 */
export function redirects(dist: string): AstroIntegration {
  return {
    name: 'undersigned-redirects',
    hooks: {
      'astro:build:done': () => rename(join(dist, 'redirects.txt'), join(dist, '_redirects')),
    },
  };
}

/** The redirects in the build's own `_redirects`, as data for a server that does not read such files. */
export async function builtRedirects(dist: string): Promise<Redirect[]> {
  return redirectsIn(await readFile(join(dist, '_redirects'), 'utf8'));
}

/** The redirects in the text of such a file. */
export function redirectsIn(text: string): Redirect[] {
  return [...text.matchAll(/^(\S+)\* (\S+):splat (\d{3})$/gmu)].map(([, from = '', to = '', status]) => ({
    from,
    to,
    status: Number(status),
  }));
}
