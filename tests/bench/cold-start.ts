import { zipFunction } from '@netlify/zip-it-and-ship-it';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleFunctions } from '#local/bundle-functions.ts';
import { FILES_OF_FUNCTIONS, packFunctions } from '../support/packed-functions.ts';
import type { BenchRow, Scale } from './bench-row.ts';
import { median } from './samples.ts';

const run = promisify(execFile);
const ROOT = process.env['UNDERSIGNED_ROOT'] ?? '';

/** What each visit may wait for, what a supporter waits for, and the heaviest one of organizers. */
const NAMES = ['count', 'sign', 'download'];

/** What one start took, in milliseconds. */
interface Start {
  readonly wall: number;
  readonly cpu: number;
}

/**
 * Measures the time from nothing to a loaded function. What is deployed, one file, stands beside what the platform makes
 * of the source by itself: it traces many files. Both start in turns, each in a process of its own.
 */
export async function benchColdStart({ isQuick }: Scale): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-cold-'));
  try {
    const zips = await make(folder);
    const starts = isQuick ? 3 : 9;
    const entries = ['bare', ...NAMES.flatMap((name) => [oneFile(name), manyFiles(folder, name)])] as const;
    const found = new Map(entries.map((entry) => [entry, [] as Start[]]));
    for (let turn = 0; turn < starts; turn += 1) {
      for (const [entry, times] of found) times.push(await start(entry === 'bare' ? null : entry));
    }
    const medianOf = (entry: string, of: keyof Start) =>
      median((found.get(entry) ?? []).map((time) => time[of]));
    const rows = NAMES.map(async (name): Promise<BenchRow> => {
      const [one, many] = [oneFile(name), manyFiles(folder, name)];
      const [value, before] = [medianOf(one, 'wall'), medianOf(many, 'wall')];
      const cpu = [one, many, 'bare'].map((entry) => medianOf(entry, 'cpu').toFixed(0)).join(', ');
      const files = await countFiles(join(folder, name));
      const note = [
        `bare Node ${medianOf('bare', 'wall').toFixed(0)} ms`,
        `CPU ${cpu} ms`,
        `1 file of ${((await stat(one)).size / 1024).toFixed(0)} kB, not ${files}`,
        `${(zips.get(name) ?? Number.NaN).toFixed(0)} kB as a zip`,
        `median of ${starts}`,
      ].join('; ');
      const limit = { what: 'many files', value: before };
      return { what: `cold start of ${name}`, value, unit: 'ms', limit, ratio: value / before, note };
    });
    return await Promise.all(rows);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The files with our code, without what the platform adds. */
const oneFile = (name: string) => join(ROOT, FILES_OF_FUNCTIONS, `${name}.mjs`);
const manyFiles = (folder: string, name: string) => join(folder, name, 'netlify/functions', `${name}.mjs`);

/** Makes both, and returns the size in kB of each zip that is deployed. One file is packed as it is. */
async function make(folder: string): Promise<ReadonlyMap<string, number>> {
  await bundleFunctions(join(ROOT, FILES_OF_FUNCTIONS));
  const options = { basePath: process.cwd(), archiveFormat: 'none' } as const;
  for (const name of NAMES) await zipFunction(`netlify/functions/${name}.ts`, folder, options);
  const zips = await packFunctions(ROOT, join(folder, 'zips'), 'zip');
  return new Map(zips.map(({ name, size = Number.NaN }) => [name, size / 1024]));
}

/** The time from the start of a process until the function is loaded. Without one it is the time until code can run. */
async function start(entry: string | null): Promise<Start> {
  const script = `${entry === null ? '' : `await import(${JSON.stringify(entry)});`}
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    console.log(JSON.stringify({ wall: performance.now(), cpu: (userCPUTime + systemCPUTime) / 1000 }));
    process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: tmpdir(),
    env: {},
  });
  return JSON.parse(stdout) as Start;
}

async function countFiles(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('___netlify-')).length;
}
