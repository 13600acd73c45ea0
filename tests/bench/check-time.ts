import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { checkAll } from '#checking/check-all.ts';
import type { BenchRow, Scale } from './bench-row.ts';
import { median, timeOf } from './samples.ts';

const CAMPAIGN = 'content/campaigns/stop-the-raids';
const run = promisify(execFile);

/**
 * Measures how long the check of `content/` takes: by its command, and once more after one saved file. The goal of
 * two seconds is that of 200 texts. Each campaign has two languages, an update and a photograph, and git remembers a commit of each.
 */
export async function benchCheck({ isQuick }: Scale): Promise<BenchRow[]> {
  const [some, many] = isQuick ? [2, 5] : [100, 200];
  return [
    ...(await withSite(some, async (root) => [await commandRow(root, some, 2)])),
    ...(await withSite(many, async (root) => [
      await commandRow(root, many, null),
      await savedRow(root, many),
    ])),
  ];
}

async function withSite(
  campaigns: number,
  measure: (root: string) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  await mkdir('.tmp', { recursive: true });
  const root = join(process.cwd(), await mkdtemp(join('.tmp', 'bench-check-')));
  try {
    await makeSite(root, campaigns);
    return await measure(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** The command of `npm run check:content`, without npm’s own start. */
async function commandRow(root: string, campaigns: number, mostSeconds: number | null): Promise<BenchRow> {
  const args = ['netlify/local/compile-cache.mjs', 'src/cli/check-content.ts'].map((path) =>
    join(process.cwd(), path),
  );
  const whole: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const options = { cwd: root, maxBuffer: 2 ** 26 };
    whole.push(await timeOf(() => run(process.execPath, ['--import', ...args], options)));
  }
  return atMost(
    {
      what: `check:content of ${campaigns} campaigns, ${campaigns * 2} texts`,
      value: median(whole) / 1000,
      unit: 's',
      note: 'median of 3',
    },
    mostSeconds,
  );
}

async function savedRow(root: string, campaigns: number): Promise<BenchRow> {
  const circumstances = { sendsMail: true, now: new Date() };
  await checkAll(root, circumstances);
  const saved: number[] = [];
  const file = join(root, 'content/campaigns/campaign-1/updates/2016-01-thank-you.en.md');
  for (let turn = 0; turn < 9; turn += 1) {
    await writeFile(file, `${await readFile(file, 'utf8')}\nMore words.\n`);
    saved.push(await timeOf(() => checkAll(root, circumstances)));
  }
  const what = `check of ${campaigns} campaigns in two languages, after one saved file`;
  return atMost({ what, value: median(saved), unit: 'ms', note: 'median of 9' }, 300);
}

function atMost(row: Pick<BenchRow, 'what' | 'value' | 'unit' | 'note'>, most: number | null): BenchRow {
  if (most === null) return row;
  const limit = { what: 'at most', value: most };
  const goal = `≤ ${most} ${row.unit}`;
  return { ...row, limit, ratio: row.value / most, goal, isMet: row.value <= most };
}

async function makeSite(root: string, campaigns: number): Promise<void> {
  await cp('content/site.yaml', join(root, 'content/site.yaml'));
  const git = (...args: readonly string[]) =>
    run('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', '-c', 'gc.auto=0', ...args], {
      cwd: root,
    });
  await git('init', '--quiet');
  for (let number = 1; number <= campaigns; number += 1) {
    const folder = join(root, `content/campaigns/campaign-${number}`);
    await cp(CAMPAIGN, folder, { recursive: true });
    await writeFile(join(folder, 'river.jpg'), await photograph(number));
    const text = join(folder, 'en.md');
    await writeFile(text, `${await readFile(text, 'utf8')}\n![A river](river.jpg)\n`);
    await git('add', '--all');
    await git('commit', '--quiet', `--message=${number}`);
  }
}

/** As large as an editor's, and unlike the others. */
function photograph(number: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 100 + (number % 50), sigma: 40 };
  return sharp({ create: { width: 200, height: 133, channels: 3, background: '#888', noise } })
    .resize(1600)
    .jpeg()
    .toBuffer();
}
