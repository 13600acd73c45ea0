import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchRow, toTable } from './bench-row.ts';
import { makeDeploy } from './deployed.ts';
import { SETTINGS } from './functions.ts';

const SECTIONS = [
  'sign-rate',
  'sign-cost',
  'sign-timing',
  'mail-timing',
  'abuse',
  'count',
  'ten-million',
  'download',
  'cold-start',
  'build',
  'edit-to-seen',
  'check',
  'headers',
  'install',
  'one-machine',
];

/**
 * With this heap Node collects garbage early, as in a function with little memory. Without it Node would wait
 * until the memory of the machine is full.
 */
const SMALL_HEAP = ['--max-old-space-size=100', '--max-semi-space-size=8'];
const WATCHED = ['count', 'download'];

/**
 * `npm run bench [-- --quick] [-- --only sign-rate] [-- --beside ../older]` prints one table and writes the same as
 * JSON. It asserts nothing. `--beside` names a checkout of an older commit, with its packages.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    beside: { type: 'string', default: '' },
  },
});
await using deploy = await makeDeploy();
const rows: BenchRow[] = [];
for (const section of values.only ?? SECTIONS) {
  console.error(`${section} …`);
  const found = await runSection(section, values, deploy.root);
  rows.push(...found);
  // A section that fails sets the exit code, and the other sections still run.
  if (found.length === 0) process.exitCode = 1;
}
const run = { ...machine(), isQuick: values.quick, rows };
console.log(`\n${run.machine}, Node ${run.node}, ${run.date}, commit ${run.commit}\n\n${toTable(rows)}`);
// A quick run is not a result to keep.
const folder = values.quick ? '.tmp' : 'tests/bench/results';
await mkdir(folder, { recursive: true });
const file = `${folder}/${run.date.slice(0, 10)}-${run.commit}.json`;
await writeFile(file, `${JSON.stringify(run, null, 2)}\n`);
console.log(`\nThe same in ${file}`);

/** Runs a section in its own process. So another section cannot warm up its code or fill its heap. */
async function runSection(
  section: string,
  { quick, beside }: { readonly quick: boolean; readonly beside: string },
  root: string,
): Promise<readonly BenchRow[]> {
  const scale = [section, quick ? 'quick' : 'full', beside && resolve(beside)];
  const child = fork(new URL('section.ts', import.meta.url).pathname, scale, {
    env: { ...process.env, ...SETTINGS, UNDERSIGNED_ROOT: root },
    execArgv: ['--expose-gc', ...(WATCHED.includes(section) ? SMALL_HEAP : [])],
  });
  const [found] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  return Array.isArray(found) ? (found as BenchRow[]) : [];
}

function machine() {
  const [cpu] = cpus();
  const gb = (totalmem() / 1024 ** 3).toFixed(0);
  return {
    machine: `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${gb} GB, ${type()} ${release()}`,
    node: process.versions.node,
    date: new Date().toISOString(),
    commit: commit(),
  };
}

/** The short hash of the commit. It has a mark if files differ from that commit. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  return (
    git('rev-parse', '--short', 'HEAD') +
    (git('status', '--porcelain', '--', 'src', 'netlify', 'package.json') === '' ? '' : '-changed')
  );
}
