import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProject } from '../support/started-project.ts';
import type { BenchRow, Scale } from './bench-row.ts';
import { median } from './samples.ts';

const CAMPAIGN = 'content/campaigns/stop-the-raids';
const EDITED = 'content/campaigns/campaign-1/en.md';

/** What an editor takes for at once. */
const GOAL_MS = 1000;

/**
 * Measures with `npm start` how long it takes from a saved file to a page that holds the new words. Each campaign has
 * two languages and an update. Beside it is the same on a site with one campaign.
 */
export async function benchEditToSeen({ isQuick }: Scale): Promise<BenchRow[]> {
  const alone = await measure(1, isQuick);
  const campaigns = isQuick ? 5 : 200;
  const value = await measure(campaigns, isQuick);
  return [
    {
      what: `saved to seen with ${campaigns} campaigns in two languages`,
      value,
      unit: 'ms',
      limit: { what: 'one campaign', value: alone },
      ratio: value / alone,
      goal: `< ${GOAL_MS} ms`,
      isMet: value < GOAL_MS,
      note: 'median, npm start, from the write to the page with the new words',
    },
  ];
}

async function measure(campaigns: number, isQuick: boolean): Promise<number> {
  await mkdir('.tmp', { recursive: true });
  const root = join(process.cwd(), await mkdtemp(join('.tmp', 'bench-edit-')));
  await cp('content/site.yaml', join(root, 'content/site.yaml'));
  for (let number = 1; number <= campaigns; number += 1) {
    await cp(CAMPAIGN, join(root, `content/campaigns/campaign-${number}`), { recursive: true });
  }
  const project = await startProject(root);
  try {
    const page = `${project.origin}/campaign-1/`;
    await (await fetch(page)).text();
    const text = await readFile(join(root, EDITED), 'utf8');
    const times: number[] = [];
    for (let turn = 0; turn < (isQuick ? 3 : 15); turn += 1) {
      const words = `Turn ${turn} of ${process.pid}.`;
      const saved = performance.now();
      await writeFile(join(root, EDITED), `${text.trimEnd()}\n\n${words}\n`);
      while (!(await (await fetch(page)).text()).includes(words));
      times.push(performance.now() - saved);
    }
    return median(times);
  } finally {
    await project.stop();
    await rm(root, { recursive: true });
  }
}
