import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from '../browser/launch-browser.ts';
import { startLiveCounts } from './live-counts.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders that hold `content/` and the `dist/` built from it. */
    sites: { readonly own: string; readonly gallery: string };
    /** The same for a preview of a draft and two published campaigns, and the campaigns that its build asked for. */
    preview: { readonly root: string; readonly asked: readonly string[] };
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

/** What no preview has: the secrets of production. */
const NO_SECRETS = {
  SIGNATURE_SECRET: undefined,
  ORGANIZER_TOKENS: undefined,
  SIGNATURE_RECIPIENTS: undefined,
  MAIL_URL: undefined,
};

/**
 * Builds three sites for the tests into temporary folders, so that a running server keeps its `dist/`. The
 * first campaign builds without a live site to ask for its count, and without mail. The gallery builds with
 * both. The preview is of three campaigns of the gallery, and takes tries.
 */
export default async function buildSites({ provide }: TestProject): Promise<() => Promise<void>> {
  // The folders are inside the project. Astro uses one common `.astro/` for all folders outside it (7.3.4,
  // `getOutDirWithinCwd`). Builds at the same time would delete each other's files there. The builds run
  // one after the other. Each build makes the adapter empty the project's `.netlify/build/` (@astrojs/netlify
  // 8.2.6, `cleanFunctions`).
  await mkdir(join(PROJECT, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PROJECT, '.tmp', 'sites-'));
  const asked = new Set<string>();
  await using live = await startLiveCounts(asked);
  const launching = launchBrowser(join(folder, 'browser'));
  const clear = async () => {
    await (await launching.catch(() => null))?.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const own = await buildSite(join(folder, 'own'), FIRST_CAMPAIGN);
    const settings = { URL: live.origin, MAIL_FROM: 'Night Bus <petition@nightbus.example>' };
    const gallery = await buildSite(join(folder, 'gallery'), GALLERY, settings);
    asked.clear();
    const preview = await buildSite(
      join(folder, 'preview'),
      GALLERY,
      { ...settings, ...NO_SECRETS, CONTEXT: 'deploy-preview', PREVIEW_SIGNING: 'on' },
      ['everything', 'goal-reached', 'secret-draft'],
    );
    provide('sites', { own, gallery });
    provide('preview', { root: preview, asked: [...asked] });
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
  settings: Readonly<Record<string, string | undefined>> = {},
  only: readonly string[] | null = null,
): Promise<string> {
  const isPart = (file: string) => {
    const [folder, slug] = relative(content, file).split(sep);
    return only === null || folder !== 'campaigns' || slug === undefined || only.includes(slug);
  };
  await cp(content, join(root, 'content'), { recursive: true, filter: isPart });
  const env = {
    ...process.env,
    URL: undefined,
    MAIL_FROM: undefined,
    CONTEXT: undefined,
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
