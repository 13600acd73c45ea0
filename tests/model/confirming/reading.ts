import fc from 'fast-check';
import { expect } from 'vitest';
import { asOrganizer, ask } from '../../functions/platform.ts';
import { tell, tellAll, trouble } from '../command.ts';
import { afterTheAge } from '../commands.ts';
import { expectExcused, inTrouble } from '../world.ts';
import type { Ledger } from './ledger.ts';
import type { OwnCampaign } from './own-content.ts';
import { campaign, pathOf, slug } from './sending.ts';
import { command, idOf, standingRows } from './world.ts';

const counts = fc.record({ campaign, slug, list: trouble('list') }).map(({ campaign, slug, list }) =>
  command(`count(${campaign.key}, ${tell(list)})`, async (ledger, world) => {
    world.late.forget();
    await afterTheAge();
    const last = world.lastCounts.get(campaign.key);
    const response = await inTrouble(world, [list], () => ask(pathOf({ campaign, slug }, 'count')));
    expectExcused(response.status, [list]);
    if (response.status === 503) {
      expect(last).toBeUndefined();
      return;
    }
    const { online } = (await response.json()) as { online: number };
    if (list.faults.length > 0 && online === last) return;
    expect(online).toBe(standingRows(ledger, campaign.key).length);
    world.lastCounts.set(campaign.key, online);
  }),
);

const downloads = fc
  .record({ campaign, slug, troubles: fc.tuple(trouble('list'), trouble('get')) })
  .map(({ campaign, slug, troubles }) =>
    command(`download(${campaign.key}, ${tellAll(troubles)})`, async (ledger, world) => {
      const ids = await inTrouble(world, troubles, () => downloadedIds(campaign, slug));
      if (ids === null) expectExcused(503, troubles);
      else expect(ids).toEqual(standingIds(ledger, campaign));
    }),
  );

function standingIds(ledger: Ledger, { key }: OwnCampaign): string[] {
  return standingRows(ledger, key).map(idOf).sort();
}

/** The ids of a whole download; `null` if the server refused it or the download broke off. */
async function downloadedIds(campaign: OwnCampaign, slug: number): Promise<string[] | null> {
  const response = await ask(pathOf({ campaign, slug }, 'signatures?format=ndjson'), asOrganizer());
  if (response.status === 503) return null;
  expect(response.status).toBe(200);
  const text = await response.text().catch(() => null);
  const rows = text?.split('\n').slice(0, -1);
  return rows?.map((row) => (JSON.parse(row) as { id: string }).id).sort() ?? null;
}

/** The stores have no faults now: what is counted, what is downloaded, and the ledger agree. */
export async function expectReadings(ledger: Ledger, campaigns: readonly OwnCampaign[]): Promise<void> {
  await afterTheAge();
  for (const campaign of campaigns) {
    const way = { campaign, slug: 0 };
    const { online } = (await (await ask(pathOf(way, 'count'))).json()) as { online: number };
    const ids = standingIds(ledger, campaign);
    expect(online).toBe(ids.length);
    expect(await downloadedIds(campaign, 0)).toEqual(ids);
  }
}

export const READING = [counts, downloads];
