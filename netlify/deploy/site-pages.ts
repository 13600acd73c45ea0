import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltPages } from '#html/built-pages.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings } from '#settings/settings.ts';

/** The pages of this deploy; in development the pages of the dev server. */
export function sitePages(): BuiltPages {
  const { devServer } = readSettings();
  return devServer === null ? builtPages : developedPages(devServer);
}

/** The errors of a path that names no file, because it is too long or leads through a file. */
const NO_SUCH_FILE = new Set<unknown>([
  'ENOENT',
  'ENOTDIR',
  'ENAMETOOLONG',
  'EISDIR',
  'EINVAL',
  'ERR_INVALID_ARG_VALUE',
]);

/** Pages from `dist/`, which `netlify.toml` includes with the functions. */
const builtPages: BuiltPages = {
  page: async (path) => {
    const file = path.endsWith('/') ? `${path}index.html` : path;
    try {
      return await readFile(join(PROJECT_ROOT, 'dist', file), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && NO_SUCH_FILE.has(error.code)) return null;
      throw error;
    }
  },
};

/** Pages from the dev server at `origin`, which builds them for every request. */
function developedPages(origin: string): BuiltPages {
  return {
    page: async (path) => {
      const response = await fetch(new URL(path, origin), { signal: AbortSignal.timeout(10_000) });
      return response.ok || path === '/404.html' ? response.text() : null;
    },
  };
}
