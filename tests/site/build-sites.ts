import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { findBrowser, type FoundBrowser } from '../browser/find-browser.ts';
import { startLiveCounts } from './live-counts.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders that hold `content/` and the `dist/` built from it. */
    sites: { readonly own: string; readonly gallery: string };
    browser: FoundBrowser;
  }
}

const PROJECT = new URL('../..', import.meta.url).pathname;
const GALLERY = new URL('gallery/content', import.meta.url).pathname;

/**
 * Builds what the tests look at into temporary folders, so that a running server keeps its `dist/`: the site itself,
 * as if it had no live site to ask for its count, and the gallery, as if it had one.
 */
export default async function buildSites({ provide }: TestProject): Promise<() => Promise<void>> {
  // Inside the project: of every folder elsewhere Astro builds the intermediate files in one and the same `.astro/`
  // (7.3.4, `getOutDirWithinCwd`), where builds that run at the same time take each other's away. One after the other,
  // because the adapter empties `.netlify/build/` of the project in each (@astrojs/netlify 8.2.6, `cleanFunctions`).
  await mkdir(join(PROJECT, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PROJECT, '.tmp', 'sites-'));
  await using live = await startLiveCounts();
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const finding = findBrowser(join(folder, 'browser'));
    const own = await buildSite(join(folder, 'own'), join(PROJECT, 'content'));
    const gallery = await buildSite(join(folder, 'gallery'), GALLERY, live.origin);
    provide('sites', { own, gallery });
    provide('browser', await finding);
  } catch (error) {
    // vitest calls only what is returned.
    await remove();
    throw error;
  }
  return remove;
}

async function buildSite(root: string, content: string, liveSite = ''): Promise<string> {
  await cp(content, join(root, 'content'), { recursive: true });
  const env = { ...process.env, UNDERSIGNED_ROOT: root, URL: liveSite || undefined, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [join(PROJECT, 'netlify/local/build.ts')], {
    cwd: PROJECT,
    env,
  });
  return root;
}
