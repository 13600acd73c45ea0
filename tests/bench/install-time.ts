import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { besideOlder, type BenchRow, type Scale } from './bench-row.ts';
import { median, timeOf } from './samples.ts';

const run = promisify(execFile);
const FILES = ['package.json', 'package-lock.json', '.npmrc'];

/** What one `npm ci` took and brought. */
interface Install {
  readonly ms: number;
  readonly packages: number;
  readonly megabytes: number;
}

/**
 * Measures `npm ci` into an empty folder, in turns with an older checkout's. Both read npm's cache, which a first turn
 * fills and which does not count.
 */
export async function benchInstall({ isQuick, beside }: Scale): Promise<BenchRow[]> {
  const turns = isQuick ? 1 : 2;
  const checkouts = [process.cwd(), ...(beside === null ? [] : [beside])];
  const found = checkouts.map((): Install[] => []);
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const [index, checkout] of checkouts.entries()) {
      const took = await install(checkout);
      if (turn > 0) found[index]?.push(took);
    }
  }
  const [ours = [], older] = found;
  return (['ms', 'packages', 'megabytes'] as const).flatMap((key) => {
    const scale = key === 'ms' ? 1000 : 1;
    const valueOf = (installs: readonly Install[]) => median(installs.map((took) => took[key])) / scale;
    const row = {
      what: key === 'ms' ? 'npm ci' : `npm ci, ${key}`,
      value: valueOf(ours),
      unit: key === 'ms' ? 's' : key === 'megabytes' ? 'MB' : '',
      note: `median of ${turns}, from npm's cache`,
    };
    return [older === undefined ? row : besideOlder(row, valueOf(older))];
  });
}

async function install(checkout: string): Promise<Install> {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-install-'));
  try {
    for (const file of FILES) await cp(join(checkout, file), join(folder, file));
    const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline'];
    const ms = await timeOf(() => run('npm', args, { cwd: folder }));
    const lock = await readFile(join(folder, 'node_modules/.package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> };
    const { stdout } = await run('du', ['--summarize', '--block-size=1M', 'node_modules'], { cwd: folder });
    return { ms, packages: Object.keys(packages).length, megabytes: Number.parseInt(stdout, 10) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
