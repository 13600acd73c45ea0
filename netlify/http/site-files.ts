import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#content/project-root.ts';

/** The built site as functions see it: pages to fill, and the headers that go with them. */
export interface SiteFiles {
  /** A page by its address (`/stop-the-raids/`, `/404.html`); `null` where there is none. */
  page(path: string): Promise<string | null>;
  /** The headers that every page is served with, the policy for what is inline among them. */
  headers(): Promise<Record<string, string>>;
}

/** Pages from `dist/`, which `netlify.toml` puts beside the functions. */
export const builtSite: SiteFiles = {
  page: (path) => readDist(path.endsWith('/') ? `${path}index.html` : path),
  headers: async () => parseHeaders((await readDist('/_headers')) ?? ''),
};

/** Pages from the dev server at `origin`, which builds them anew for every request and sets no policy. */
export function developedSite(origin: string): SiteFiles {
  return {
    page: async (path) => {
      const response = await fetch(new URL(path, origin), { signal: AbortSignal.timeout(10_000) });
      return response.ok || path === '/404.html' ? response.text() : null;
    },
    headers: () => Promise.resolve({}),
  };
}

/** The block for `/*` of a Netlify `_headers` file, https://docs.netlify.com/routing/headers/. */
export function parseHeaders(file: string): Record<string, string> {
  const headers: Record<string, string> = {};
  let isForAll = false;
  for (const line of file.split('\n')) {
    if (/^\S/u.test(line)) isForAll = line.trim() === '/*';
    const colon = line.indexOf(':');
    if (isForAll && /^\s/u.test(line) && colon > 0) {
      headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    }
  }
  return headers;
}

async function readDist(path: string): Promise<string | null> {
  try {
    return await readFile(join(PROJECT_ROOT, 'dist', path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
