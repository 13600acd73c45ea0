// @ts-check
import { join } from 'node:path';
import { satteri, satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { headers } from './src/build/headers.ts';
import { lateScripts } from './src/build/late-scripts.ts';
import { pictureFiles } from './src/build/picture-files.ts';
import { pictures } from './src/build/pictures.ts';
import { platform } from './src/build/platform.ts';
import { quotable } from './src/build/quotable.ts';
import { siteMap } from './src/build/site-map.ts';
import { PROJECT_ROOT } from './src/content/project-root.ts';

// Beside the content it is made from, so that a test can build a site of its own.
const dist = join(PROJECT_ROOT, 'dist');

export default defineConfig({
  site: process.env.URL ?? 'http://localhost:4321',
  integrations: [platform(), headers(), lateScripts(), pictureFiles(), siteMap(dist)],
  outDir: dist,
  cacheDir: join(PROJECT_ROOT, '.astro', 'cache'),
  build: { inlineStylesheets: 'always', format: 'directory' },
  // Every script is a file of its own: the policy then needs no hash for it, and the page no byte of it.
  vite: {
    build: { assetsInlineLimit: 0 },
    // Found while the desk is already at work, they would make the dev server reload it, and it would forget.
    optimizeDeps: { include: ['age-encryption', 'hucre/xlsx', 'valibot'] },
  },
  session: false,
  devToolbar: { enabled: false },
  markdown: {
    syntaxHighlight: false,
    processor: satteri({ hastPlugins: [satteriHeadingIdsPlugin(), quotable, pictures] }),
  },
});
