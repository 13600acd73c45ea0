// @ts-check
import { join } from 'node:path';
import { defineConfig } from 'astro/config';
import { headers } from './src/build/headers.ts';
import { platform } from './src/build/platform.ts';
import { PROJECT_ROOT } from './src/content/project-root.ts';

export default defineConfig({
  site: process.env.URL ?? 'http://localhost:4321',
  integrations: [platform(), headers()],
  // Beside the content it is made from, so that a test can build a site of its own.
  outDir: join(PROJECT_ROOT, 'dist'),
  cacheDir: join(PROJECT_ROOT, '.astro', 'cache'),
  build: { inlineStylesheets: 'always', format: 'directory' },
  // Every script is a file of its own: the policy then needs no hash for it, and the page no byte of it.
  vite: { build: { assetsInlineLimit: 0 } },
  session: false,
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false },
});
