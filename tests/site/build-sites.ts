import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from '../browser/launch-browser.ts';
import { startLiveCounts } from './live-counts.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders that hold `content/` and the `dist/` built from it. */
    sites: { readonly own: string; readonly gallery: string };
    /** The address of the one browser for all tests. */
    browser: string;
  }
}

const PROJECT = new URL('../..', import.meta.url).pathname;
const GALLERY = new URL('gallery/content', import.meta.url).pathname;
/**
 * The first campaign as it was published. It is not `content/`, because a team replaces that with its own.
 */
const FIRST_CAMPAIGN = new URL('first-campaign/content', import.meta.url).pathname;

/**
 * Builds two sites for the tests into temporary folders, so that a running server keeps its `dist/`. The
 * first campaign builds without a live site to ask for its count, and without mail. The gallery builds with
 * both.
 */
export default async function buildSites({ provide }: TestProject): Promise<() => Promise<void>> {
  // The folders are inside the project. Astro uses one common `.astro/` for all folders outside it (7.3.4,
  // `getOutDirWithinCwd`). Builds at the same time would delete each other's files there. The two builds run
  // one after the other. Each build makes the adapter empty the project's `.netlify/build/` (@astrojs/netlify
  // 8.2.6, `cleanFunctions`).
  await mkdir(join(PROJECT, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PROJECT, '.tmp', 'sites-'));
  await using live = await startLiveCounts();
  const launching = launchBrowser(join(folder, 'browser'));
  const clear = async () => {
    await (await launching.catch(() => null))?.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const own = await buildSite(join(folder, 'own'), FIRST_CAMPAIGN);
    const gallery = await buildSite(join(folder, 'gallery'), GALLERY, {
      URL: live.origin,
      MAIL_FROM: 'Night Bus <petition@nightbus.example>',
    });
    provide('sites', { own, gallery });
    provide('browser', (await launching).wsEndpoint());
  } catch (error) {
    // vitest calls only the function that this one returns, and an error returns none.
    await clear();
    throw error;
  }
  return clear;
}

async function buildSite(
  root: string,
  content: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  await cp(content, join(root, 'content'), { recursive: true });
  const env = {
    ...process.env,
    URL: undefined,
    MAIL_FROM: undefined,
    ...settings,
    UNDERSIGNED_ROOT: root,
    NODE_ENV: 'production',
  };
  await promisify(execFile)(process.execPath, [join(PROJECT, 'netlify/local/build.ts')], {
    cwd: PROJECT,
    env,
  });
  return root;
}
