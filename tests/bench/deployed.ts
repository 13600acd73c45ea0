import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
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

/** What a build took. */
export interface BuildCost {
  readonly ms: number;
  /** The most memory of a process of it, as the system counts it. */
  readonly megabytes: number;
  /** The time of all processors. Other work on the machine changes it less. */
  readonly processorSeconds: number;
}

/** Builds the site of a folder as `npm run build` does, by the code of this checkout or of another one. */
export async function buildSite(root: string, checkout = process.cwd()): Promise<BuildCost> {
  const noted = join(root, 'memory.txt');
  await rm(noted, { force: true });
  const note = `import { appendFileSync } from 'node:fs';
    process.on('exit', () => appendFileSync(${JSON.stringify(noted)}, took()));
    const took = () => {
      const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
      return [maxRSS / 1024, (userCPUTime + systemCPUTime) / 1e6].join(' ') + '\\n';
    };`;
  const env = {
    ...process.env,
    UNDERSIGNED_ROOT: root,
    MAIL_FROM,
    NODE_ENV: 'production',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(note)}`,
  };
  const started = performance.now();
  await promisify(execFile)('npm', ['run', '--silent', 'build'], {
    cwd: checkout,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  const ms = performance.now() - started;
  const processes = (await readFile(noted, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  return {
    ms,
    megabytes: Math.max(...processes.map(([megabytes = 0]) => megabytes)),
    processorSeconds: processes.reduce((sum, [, seconds = 0]) => sum + seconds, 0),
  };
}
