// @ts-check
import { join } from 'node:path';
import { satteri, satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { BUILD_TARGET } from './src/integrations/browsers.ts';
import { deskPackages } from './src/integrations/desk-packages.ts';
import { editorSchemas } from './src/integrations/editor-schemas.ts';
import { headers } from './src/integrations/headers.ts';
import { leanImports } from './src/integrations/lean-imports.ts';
import { platform } from './src/integrations/platform.ts';
import { redirects } from './src/integrations/redirects.ts';
import { siteMap } from './src/integrations/site-map.ts';
import { anchors } from './src/markdown/anchors.ts';
import { plainWords } from './src/markdown/plain-words.ts';
import { BUILD_FOLDER, PROJECT_ROOT } from './src/settings/project-root.ts';
import { DEFAULT_PORT, readSettings } from './src/settings/settings.ts';

const { siteUrl, port } = readSettings();

// npm run build moves it to dist/ once it is whole.
const dist = BUILD_FOLDER;

// Two pictures are drawn at once, one a core of a small machine. More at once only take memory.
const AT_ONCE = 2;

// Astro's own name for a script says its component's file, its kind and its place: 34 bytes in every page.
const shortNames = {
  /** @param {{ name: string }} chunk */
  entryFileNames: ({ name }) => `_astro/${name.replace(/\.astro_.*/u, '').toLowerCase()}.[hash].js`,
};

export default defineConfig({
  // Without an address of its own, a built site is where npm run serve listens.
  site: siteUrl ?? `http://localhost:${port || DEFAULT_PORT}`,
  integrations: [
    platform(),
    deskPackages(),
    editorSchemas(PROJECT_ROOT, process.cwd()),
    redirects(dist),
    headers(dist),
    siteMap(dist),
  ],
  outDir: dist,
  cacheDir: join(PROJECT_ROOT, '.astro', 'cache'),
  build: { inlineStylesheets: 'always', format: 'directory', concurrency: AT_ONCE },
  // Every script is a file of its own. So the policy needs no hash for it, and the page no byte.
  vite: {
    plugins: [leanImports()],
    build: { assetsInlineLimit: 0, target: BUILD_TARGET },
    environments: { client: { build: { rolldownOptions: { output: shortNames } } } },
  },
  session: false,
  devToolbar: { enabled: false },
  // Of the documents that are pages too. Campaigns' texts are rendered by src/markdown/render-text.ts.
  markdown: {
    syntaxHighlight: false,
    processor: satteri({ hastPlugins: [plainWords, satteriHeadingIdsPlugin(), anchors] }),
  },
});
