import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchRow, Scale } from './bench-row.ts';
import { buildSite } from './deployed.ts';
import { median } from './samples.ts';

const CAMPAIGN = 'content/campaigns/stop-the-raids';

/**
 * Measures how long a site takes to build, from one campaign to two hundred. Each campaign has two languages
 * and an update.
 */
export async function benchBuild({ isQuick }: Scale): Promise<BenchRow[]> {
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
      const turns = campaigns > 1 || isQuick ? 1 : 3;
      for (let turn = 0; turn < turns; turn += 1) times.push(await timeBuild(root));
      const what = `build of ${campaigns} ${campaigns === 1 ? 'campaign' : 'campaigns'} in two languages`;
      rows.push({
        what,
        value: median(times) / 1000,
        unit: 's',
        note: turns > 1 ? `median of ${turns}` : '',
      });
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function timeBuild(root: string): Promise<number> {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  const started = performance.now();
  await buildSite(root);
  return performance.now() - started;
}
