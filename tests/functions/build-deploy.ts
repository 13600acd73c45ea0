import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { writeContent } from './content.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with content and the site built from it, as a deploy has them beside its functions. */
    deployed: string;
  }
}

/** Builds the site of `content.ts` once for all tests of the functions. */
export default async function buildDeploy({ provide }: TestProject): Promise<() => Promise<void>> {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-deploy-'));
  await writeContent(root);
  const env = { ...process.env, UNDERSIGNED_ROOT: root, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, ['netlify/local/build.ts'], { env });
  provide('deployed', root);
  return () => rm(root, { recursive: true });
}
