import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { MAIL_FROM, writeContent } from './content.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * A folder with content and the site built from it. In a deploy such a folder is beside the functions.
     */
    deployed: string;
    /** The output of the build. */
    buildLog: string;
  }
}

/** Builds the site of `content.ts` once for all tests of the functions. */
export default async function buildDeploy({ provide }: TestProject): Promise<() => Promise<void>> {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-deploy-'));
  await writeContent(root);
  const settings = {
    URL: undefined,
    PORT: undefined,
    UNDERSIGNED_ROOT: root,
    MAIL_FROM,
    NODE_ENV: 'production',
    CONTEXT: 'production',
    NETLIFY: 'true',
  };
  const env = { ...process.env, ...settings };
  const preload = ['--import', new URL('count-reads.ts', import.meta.url).href];
  const args = [...preload, 'netlify/local/build.ts'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
  provide('deployed', root);
  provide('buildLog', stdout + stderr);
  return () => rm(root, { recursive: true });
}
