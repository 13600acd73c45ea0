import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { idSetOf, unpackIds } from '#store/id-set.ts';
import type { Aside, Asides, AsideStore } from '#store/stored-asides.ts';
import { eraseEntries, type ErasingServices } from './erase.ts';
import { settleEach, throwFailure } from './settle-each.ts';

/** The most signatures erased after one log entry. Each takes four requests: 500 take 2 s at 50 ms a request. */
const BATCH_IDS = 500;

/** What erasing what is set aside needs from outside. */
export interface ErasingAsidesServices extends ErasingServices {
  readonly asides: Pick<AsideStore, 'read' | 'update'>;
  /** True while there is time for one more batch. */
  readonly hasTime: () => boolean;
}

/**
 * Erases for good what organizers set aside with a day of erasure, once that day has come. Each signature goes as an
 * organizer erases one: log entry, mark, erasure. Then the aside goes too. A signature that also stands in an aside
 * that is not due stays. Resolves to the number erased; the next run finds what is left.
 */
export async function eraseDueAsides(campaign: Campaign, services: ErasingAsidesServices): Promise<number> {
  const { asides, now } = services;
  const key = keySlugOf(campaign);
  const found = await asides.read(key);
  let erased = 0;
  for (const { aside } of found?.asides.filter((one) => isDue(one, now())) ?? []) {
    const outcome = await eraseOne(campaign, aside, services);
    erased += outcome.erased;
    if (!outcome.isWhole) break;
    await asides.update(key, (standing) => without(standing, aside, now()));
  }
  return erased;
}

/**
 * Erases the signatures of an aside that still stand, in batches. It looks at the aside anew before each batch, so
 * putting it back stops it. `isWhole`: none is left that may be erased.
 */
async function eraseOne(
  campaign: Campaign,
  aside: string,
  services: ErasingAsidesServices,
): Promise<{ readonly erased: number; readonly isWhole: boolean }> {
  let standing: readonly string[] | null = null;
  for (let erased = 0; ;) {
    if (!services.hasTime()) return { erased, isWhole: false };
    const ids = erasableIn(await services.asides.read(keySlugOf(campaign)), aside, services.now());
    // A run that broke off erased some of them. What is gone costs no batch, so every run gets further.
    standing ??= await standingOf(campaign, ids, services);
    const left = new Set(ids);
    const batch: readonly string[] = standing.filter((id) => left.has(id)).slice(0, BATCH_IDS);
    if (batch.length === 0) return { erased, isWhole: true };
    const entries = [{ kind: 'signature', ids: batch }] as const;
    // No organizer acts now: the entry of who set it aside says whose wish it was.
    erased += await eraseEntries({ campaign, entries, who: '', what: 'erase' }, services);
    const gone = new Set(batch);
    standing = standing.filter((id) => !gone.has(id));
  }
}

async function standingOf(
  campaign: Campaign,
  ids: readonly string[],
  { has }: ErasingAsidesServices,
): Promise<string[]> {
  const found = await settleEach(ids, async (id) =>
    (await has('signature', keySlugOf(campaign), id)) ? [id] : [],
  );
  throwFailure(found);
  return found.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
}

function isDue({ eraseAfter }: Aside, now: Date): boolean {
  return eraseAfter !== undefined && Date.parse(eraseAfter) <= now.valueOf();
}

/** The ids of a due aside that stand in no other aside that an organizer may still put back. */
function erasableIn(asides: Asides | null, wanted: string, now: Date): string[] {
  const due = asides?.asides.find((one) => one.aside === wanted && isDue(one, now));
  if (!asides || !due) return [];
  const others = asides.asides.filter((other) => !isDue(other, now));
  const kept = idSetOf(others.map(({ ids }) => ids));
  return unpackIds(due.ids).filter((id) => !kept.has(id));
}

/** Without an aside, unless it lost its day of erasure meanwhile. */
function without(standing: Asides | null, wanted: string, now: Date): Asides | null {
  const left = standing?.asides.filter((one) => one.aside !== wanted || !isDue(one, now)) ?? [];
  return standing && left.length < standing.asides.length ? { version: 1, asides: left } : standing;
}
