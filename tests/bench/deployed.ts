import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MAIL_FROM, writeContent } from '../functions/content.ts';

/**
 * Makes a folder with content and the site built from it. Functions have such a folder beside them in a
 * deploy.
 */
export async function makeDeploy(): Promise<{ root: string } & AsyncDisposable> {
  // The folder is inside the project. Astro uses one common `.astro/` for all folders outside it (7.3.4,
  // `getOutDirWithinCwd`).
  await mkdir('.tmp', { recursive: true });
  const root = join(process.cwd(), await mkdtemp(join('.tmp', 'bench-site-')));
  await writeContent(root);
  await buildSite(root);
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

/** Builds the site of a folder by the code of this checkout, or of another one. */
export async function buildSite(root: string, checkout = process.cwd()): Promise<void> {
  const env = { ...process.env, UNDERSIGNED_ROOT: root, MAIL_FROM, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, ['netlify/local/build.ts'], {
    cwd: checkout,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
}
