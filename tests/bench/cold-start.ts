import { zipFunctions } from '@netlify/zip-it-and-ship-it';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchRow, Scale } from './bench-row.ts';
import { median } from './samples.ts';

const run = promisify(execFile);

/**
 * Measures the time from nothing to a loaded function. The bundle is the platform's, and each start has its
 * own process.
 */
export async function benchColdStart({ isQuick }: Scale): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-cold-'));
  try {
    const { bundles, zips } = await bundle(folder);
    const starts = isQuick ? 3 : 15;
    const names = (await readdir('netlify/functions')).map((file) => file.replace('.ts', '')).sort();
    const times = new Map<string, number[]>(['', ...names].map((name) => [name, []]));
    // The functions take turns, so that a disturbance of the machine affects all of them equally.
    for (let turn = 0; turn < starts; turn += 1) {
      for (const [name, found] of times) found.push(await startMs(name === '' ? null : join(bundles, name)));
    }
    const bare = median(times.get('') ?? []);
    return await Promise.all(
      names.map(async (name): Promise<BenchRow> => {
        const value = median(times.get(name) ?? []);
        const code = await codeKb(join(bundles, name));
        const zip = zips.get(name) ?? Number.NaN;
        const note = `${code.toFixed(0)} kB of code, ${zip.toFixed(0)} kB as a zip, median of ${starts}`;
        return {
          what: `cold start of ${name}`,
          value,
          unit: 'ms',
          limit: { what: 'bare Node', value: bare },
          note,
        };
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Bundles in the project's folder, as `tests/functions/bundle.test.ts` does. The bundles then run in a folder
 * that holds nothing else.
 */
async function bundle(folder: string): Promise<{ bundles: string; zips: ReadonlyMap<string, number> }> {
  const project = join(folder, 'project');
  await cp(process.env['UNDERSIGNED_ROOT'] ?? '', project, { recursive: true });
  for (const part of ['netlify', 'src', 'package.json', 'tsconfig.json']) {
    await cp(part, join(project, part), { recursive: true });
  }
  await symlink(join(process.cwd(), 'node_modules'), join(project, 'node_modules'));
  const list = /^included_files = (?<list>\[.*\])$/mu.exec(await readFile('netlify.toml', 'utf8'));
  const includedFiles = JSON.parse(list?.groups?.['list'] ?? '[]') as string[];
  const bundles = join(folder, 'bundles');
  const make = (target: string, archiveFormat: 'none' | 'zip') =>
    zipFunctions(join(project, 'netlify/functions'), target, {
      basePath: project,
      archiveFormat,
      config: { '*': { nodeBundler: 'esbuild', includedFiles, includedFilesBasePath: project } },
    });
  await make(bundles, 'none');
  // The host stores and loads zips; the local start runs from a folder.
  const zipped = await make(join(folder, 'zips'), 'zip');
  return { bundles, zips: new Map(zipped.map(({ name, size = Number.NaN }) => [name, size / 1024])) };
}

/**
 * The time from the start of a process until the function is loaded. Without a bundle it is the time until
 * code can run.
 */
async function startMs(bundleFolder: string | null): Promise<number> {
  const load = bundleFolder === null ? '' : `await import(${JSON.stringify(entryOf(bundleFolder))});`;
  const script = `${load} console.log(performance.now()); process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: bundleFolder ?? tmpdir(),
    env: {},
  });
  return Number(stdout);
}

/** The file with our code and its libraries. It does not contain what the platform adds. */
function entryOf(bundleFolder: string): string {
  return join(bundleFolder, 'netlify/functions', `${basename(bundleFolder)}.mjs`);
}

async function codeKb(bundleFolder: string): Promise<number> {
  return (await stat(entryOf(bundleFolder))).size / 1024;
}
