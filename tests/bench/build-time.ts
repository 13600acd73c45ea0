import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atMost, besideOlder, type BenchRow, type Scale } from './bench-row.ts';
import { type BuildCost, buildSite } from './deployed.ts';
import { median } from './samples.ts';

const CAMPAIGN = 'content/campaigns/stop-the-raids';

/** What a first build of two hundred campaigns may take of an older one's time. */
const MOST_OF_OLDER = 1 / 3;
const MOST_MEGABYTES = 800;
const MOST_SECONDS_AFTER_A_WORD = 10;

/**
 * Measures how long a site takes to build, from one campaign to two hundred. Each campaign has two languages, an
 * update and a title of its own. The first build finds nothing that an earlier one kept. Then a word changes. An older
 * checkout builds the same, in turns with this one.
 */
export async function benchBuild({ isQuick, beside }: Scale): Promise<BenchRow[]> {
  await mkdir('.tmp', { recursive: true });
  const folder = await mkdtemp(join('.tmp', 'bench-build-'));
  try {
    const rows: BenchRow[] = [];
    for (const campaigns of isQuick ? [1, 5] : [1, 200]) {
      const root = join(process.cwd(), folder, String(campaigns));
      await writeCampaigns(root, campaigns);
      const first: BuildCost[] = [];
      const older: BuildCost[] = [];
      const turns = campaigns > 1 || isQuick ? 1 : 3;
      for (let turn = 0; turn < turns; turn += 1) {
        if (beside !== null) older.push(await firstBuild(root, beside));
        first.push(await firstBuild(root));
      }
      const what = `build of ${campaigns} ${campaigns === 1 ? 'campaign' : 'campaigns'} in two languages`;
      rows.push(...toRows(what, first, older));
      if (campaigns === 1) continue;
      await changeTitle(root, 1, 'Now');
      rows.push(secondRow(`second ${what}, after one word`, await buildSite(root), older));
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function toRows(what: string, first: readonly BuildCost[], older: readonly BuildCost[]): BenchRow[] {
  const turns = first.length > 1 ? `; median of ${first.length}` : '';
  const time = { what, value: seconds(first), unit: 's', note: `${ofProcessor(first, older)}${turns}` };
  const memory = { what: `memory of the ${what}`, value: megabytes(first), unit: 'MB' };
  const limited = atMost(memory, MOST_MEGABYTES);
  if (older.length === 0) return [time, limited];
  const row = besideOlder(time, seconds(older));
  // Where nothing is drawn twice, starting takes most of the time.
  const isLarge = what.includes('campaigns');
  const goal = { goal: `≤ ${MOST_OF_OLDER.toFixed(2)}`, isMet: time.value / seconds(older) <= MOST_OF_OLDER };
  return [
    { ...row, ...(isLarge && goal) },
    { ...limited, ...besideOlder(memory, megabytes(older)) },
  ];
}

function ofProcessor(costs: readonly BuildCost[], older: readonly BuildCost[]): string {
  const [now, before] = [costs, older].map((costs) =>
    median(costs.map(({ processorSeconds }) => processorSeconds)).toFixed(1),
  );
  return `${now} s of processors${older.length > 0 ? `, the older ${before} s` : ''}`;
}

function secondRow(what: string, cost: BuildCost, older: readonly BuildCost[]): BenchRow {
  const row = { what, value: seconds([cost]), unit: 's', note: ofProcessor([cost], older) };
  const limited = atMost(row, MOST_SECONDS_AFTER_A_WORD);
  return older.length === 0 ? limited : { ...limited, ...besideOlder(row, seconds(older)) };
}

function seconds(costs: readonly BuildCost[]): number {
  return median(costs.map(({ ms }) => ms)) / 1000;
}

function megabytes(costs: readonly BuildCost[]): number {
  return Math.max(...costs.map((cost) => cost.megabytes));
}

async function writeCampaigns(root: string, campaigns: number): Promise<void> {
  await cp('content/site.yaml', join(root, 'content/site.yaml'));
  for (let number = 1; number <= campaigns; number += 1) {
    await cp(CAMPAIGN, join(root, `content/campaigns/campaign-${number}`), { recursive: true });
    await changeTitle(root, number, String(number));
  }
}

/** Puts a word in front of a campaign's titles. */
async function changeTitle(root: string, number: number, word: string): Promise<void> {
  const folder = join(root, `content/campaigns/campaign-${number}`);
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.md')) continue;
    const text = await readFile(join(folder, name), 'utf8');
    await writeFile(join(folder, name), text.replace(/^title: /mu, `title: ${word} `));
  }
}

/** A build that finds nothing of an earlier one. */
async function firstBuild(root: string, checkout?: string): Promise<BuildCost> {
  for (const made of ['dist', '.astro', 'node_modules'])
    await rm(join(root, made), { recursive: true, force: true });
  return buildSite(root, checkout);
}
