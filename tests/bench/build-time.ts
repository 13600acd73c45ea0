import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchRow, Scale } from './bench-row.ts';
import { buildSite } from './deployed.ts';
import { median } from './samples.ts';

const CAMPAIGN = 'content/campaigns/stop-the-raids';

/**
 * Measures how long a site takes to build, from one campaign to two hundred. Each campaign has two languages
 * and an update. An older checkout builds the same, in turns with this one.
 */
export async function benchBuild({ isQuick, beside }: Scale): Promise<BenchRow[]> {
  await mkdir('.tmp', { recursive: true });
  const folder = await mkdtemp(join('.tmp', 'bench-build-'));
  try {
    const rows: BenchRow[] = [];
    for (const campaigns of isQuick ? [1, 5] : [1, 200]) {
      const root = join(process.cwd(), folder, String(campaigns));
      await cp('content/site.yaml', join(root, 'content/site.yaml'));
      for (let number = 1; number <= campaigns; number += 1) {
        await cp(CAMPAIGN, join(root, `content/campaigns/campaign-${number}`), { recursive: true });
      }
      const times: number[] = [];
      const older: number[] = [];
      const turns = campaigns > 1 || isQuick ? 1 : 3;
      for (let turn = 0; turn < turns; turn += 1) {
        times.push(await timeBuild(root));
        if (beside !== null) older.push(await timeBuild(root, beside));
      }
      const what = `build of ${campaigns} ${campaigns === 1 ? 'campaign' : 'campaigns'} in two languages`;
      rows.push({
        what,
        value: median(times) / 1000,
        unit: 's',
        note: turns > 1 ? `median of ${turns}` : '',
        ...(older.length > 0 && besideOlder(median(times), median(older))),
      });
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The older time, and how much of it is needed now. */
function besideOlder(ms: number, olderMs: number): Pick<BenchRow, 'limit' | 'ratio'> {
  return { limit: { what: 'the older checkout', value: olderMs / 1000 }, ratio: ms / olderMs };
}

async function timeBuild(root: string, checkout?: string): Promise<number> {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  const started = performance.now();
  await buildSite(root, checkout);
  return performance.now() - started;
}
