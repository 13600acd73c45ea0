import { execFile } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { FILES_OF_FUNCTIONS } from '../support/packed-functions.ts';

/** What Netlify's own build made of this checkout, and what it said. */
export interface NetlifysBuild {
  readonly said: string;
  /** The folder of the functions, packed as they are deployed. */
  readonly functions: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    netlify: NetlifysBuild;
  }
}

const run = promisify(execFile);
const BUILDER = 'tests/netlify/builder';
/** Out of the project's own tree: hundreds of packages that nothing else needs. */
const INSTALLED = '.tmp/netlify-builder';
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Installs the package that Netlify runs for every deploy, pinned by hash. Then it builds this checkout as for
 * production, without a network. It writes `dist/` and `.netlify/`, as a deploy does.
 */
export default async function buildAsNetlify({ provide }: TestProject): Promise<() => Promise<void>> {
  await mkdir(INSTALLED, { recursive: true });
  await cp(BUILDER, INSTALLED, { recursive: true });
  await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: INSTALLED });
  await clear('dist', '.netlify/functions', FILES_OF_FUNCTIONS);
  const { stdout, stderr } = await run(
    process.execPath,
    [
      join(INSTALLED, 'node_modules/.bin/netlify-build'),
      '--offline',
      '--cwd=.',
      '--mode=cli',
      '--context=production',
      '--telemetry=false',
    ],
    { env: settingsOfABuild(), maxBuffer: MAX_BYTES },
  );
  provide('netlify', { said: stdout + stderr, functions: join(process.cwd(), '.netlify/functions') });
  // What only a deploy has would be taken for something that our own build made.
  return () => clear('.netlify/v1');
}

async function clear(...paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}

/**
 * Nothing but what Netlify gives each build, in its tool for the command line too. No setting of this machine, and no
 * secret.
 */
function settingsOfABuild(): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, CONTEXT: 'production', URL: 'https://petition.example' };
}
