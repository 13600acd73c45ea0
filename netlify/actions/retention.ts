import { dayIn, daysAfter } from '#domain/calendar-date.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { isErasureDue, lacksClosingDay, PREVIEW_DAYS } from '#domain/retention.ts';
import type { Site } from '#domain/site.ts';
import type { RetentionMarks } from '#store/retention-marks.ts';
import { eraseAged } from './aged-signatures.ts';
import { ENTRY_WORDS, eraseFolder, type Erasing } from './batch-erasure.ts';
import { everyTask } from './every-task.ts';
import { type FirstSeen, firstSeen } from './first-seen.ts';

/** What retention needs from outside. */
export interface RetentionServices {
  readonly campaigns: readonly Campaign[];
  readonly site: Site;
  /** The site's own signatures. */
  readonly own: Erasing;
  /** The signatures of previews, by their deploy context. */
  readonly previews: ReadonlyMap<string, Erasing>;
  readonly marks: RetentionMarks;
  /** Tells whoever runs the site. */
  readonly tell: (what: string) => void;
}

/**
 * Erases the signatures that are past their last day. It walks the store and not the campaigns. So nothing
 * stays for ever because a folder of the content was renamed or removed. A folder that fails does not stop
 * the others. Resolves to the number erased; the next run finds what is left.
 */
export async function eraseExpired(retention: RetentionServices): Promise<number> {
  const { site, own, previews, marks } = retention;
  const seen = await firstSeen(marks, dayIn(site.timeZone, own.now()));
  const rules: (() => Promise<number>)[] = [];
  for (const place of await placesOf(own)) rules.push(() => eraseOwn(place, seen, retention));
  for (const [context, preview] of previews) {
    for (const place of await placesOf(preview)) {
      const tries = { state: context, days: PREVIEW_DAYS, seen, site };
      rules.push(() => eraseAfter(place, tries, preview));
    }
  }
  const erased = await everyTask(rules);
  await seen.forgetRest();
  return erased.reduce((sum, count) => sum + count, 0);
}

const NO_KEYS: readonly string[] = [];

/** A key slug, and what there is under it. */
interface Place {
  readonly key: string;
  readonly hasEntries: boolean;
  readonly hasAsides: boolean;
  readonly hasNumber: boolean;
}

async function placesOf({ store, asides, numbers }: Erasing): Promise<Place[]> {
  const [entries, aside, numbered] = await Promise.all([
    store.folders(),
    asides?.campaigns() ?? NO_KEYS,
    numbers?.campaigns() ?? NO_KEYS,
  ]);
  return [...new Set([...entries, ...aside, ...numbered])].sort().map((key) => ({
    key,
    hasEntries: entries.includes(key),
    hasAsides: aside.includes(key),
    hasNumber: numbered.includes(key),
  }));
}

async function eraseOwn(place: Place, seen: FirstSeen, retention: RetentionServices): Promise<number> {
  const { campaigns, site, own } = retention;
  const { key, hasEntries, hasAsides } = place;
  const campaign = campaigns.find((campaign) => keySlugOf(campaign) === key);
  if (!campaign) return eraseOrphans(place, seen, retention);
  const folder = { key, name: campaign.slug };
  const isUndated = lacksClosingDay(campaign);
  const isDue = isErasureDue(campaign, site, own.now());
  let erased = 0;
  if (hasEntries && isUndated) {
    erased = await eraseAged(folder, await seen.since('undated', key), site.timeZone, own);
  } else if (hasEntries && isDue) {
    erased = await eraseFolder(folder, own);
  }
  if (!hasAsides) return erased;
  const hasErased = isUndated ? await own.numbers?.hasErased(key) : isDue;
  if (hasErased) await eraseLeftAsides(key, own);
  return erased;
}

/** Asides go with the last signature, because their reasons may name somebody. */
async function eraseLeftAsides(key: string, { store, asides }: Erasing): Promise<void> {
  if ((await store.count(key)) === 0) await asides?.erase(key);
}

/** A deploy with a mistake must not erase a campaign: the days count from the run that first missed it. */
function eraseOrphans(
  place: Place,
  seen: FirstSeen,
  { site, own, tell }: RetentionServices,
): Promise<number> {
  const { key } = place;
  const { orphaned, words } = ENTRY_WORDS[own.kind];
  return eraseAfter(place, { state: 'orphaned', days: site.retention, seen, site }, own, async (count) => {
    await own.audit.append({ who: '', what: orphaned, campaign: key, count }, own.now());
    const last = daysAfter(dayIn(site.timeZone, own.now()), site.retention);
    tell(
      `${count} ${words} under ${key} belong to no campaign. They are erased after ${last}, unless a campaign of that name comes back or names it in formerly.`,
    );
  });
}

interface Waiting {
  readonly state: string;
  readonly days: number;
  readonly seen: FirstSeen;
  readonly site: Site;
}

/**
 * Erases a whole folder once it has been in a state for some days. Its asides and its number go with the last entry.
 * `tell` runs when the state begins, if there are entries.
 */
async function eraseAfter(
  { key, hasAsides, hasNumber }: Place,
  { state, days, seen, site }: Waiting,
  erasing: Erasing,
  tell?: (count: number) => Promise<void>,
): Promise<number> {
  const { store, asides, numbers } = erasing;
  const count = await store.count(key);
  // The emulation of Blobs lists folders that are empty (@netlify/blobs 11.1.1).
  if (count === 0 && !hasAsides && !hasNumber) return 0;
  const since = await seen.since(state, key, async () => {
    if (count > 0) await tell?.(count);
  });
  if (dayIn(site.timeZone, erasing.now()) <= daysAfter(since, days)) return 0;
  const erased = await eraseFolder({ key, name: key }, erasing);
  if (erased >= count) {
    await asides?.erase(key);
    await numbers?.erase(key);
    seen.isOver(state, key);
  }
  return erased;
}
