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
  for (const key of await own.store.folders()) rules.push(() => eraseOwn(key, seen, retention));
  for (const [context, preview] of previews) {
    for (const key of await preview.store.folders()) {
      const tries = { state: context, days: PREVIEW_DAYS, seen, site };
      rules.push(() => eraseAfter(key, tries, preview));
    }
  }
  const erased = await everyTask(rules);
  await seen.forgetRest();
  return erased.reduce((sum, count) => sum + count, 0);
}

async function eraseOwn(key: string, seen: FirstSeen, retention: RetentionServices): Promise<number> {
  const { campaigns, site, own } = retention;
  const campaign = campaigns.find((campaign) => keySlugOf(campaign) === key);
  if (!campaign) return eraseOrphans(key, seen, retention);
  const folder = { key, name: campaign.slug };
  if (lacksClosingDay(campaign)) {
    return eraseAged(folder, await seen.since('undated', key), site.timeZone, own);
  }
  return isErasureDue(campaign, site, own.now()) ? eraseFolder(folder, own) : 0;
}

/** A deploy with a mistake must not erase a campaign: the days count from the run that first missed it. */
function eraseOrphans(key: string, seen: FirstSeen, { site, own, tell }: RetentionServices): Promise<number> {
  const { orphaned, words } = ENTRY_WORDS[own.kind];
  return eraseAfter(key, { state: 'orphaned', days: site.retention, seen, site }, own, async (count) => {
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

/** Erases a whole folder once it has been in a state for some days. `tell` runs when the state begins. */
async function eraseAfter(
  key: string,
  { state, days, seen, site }: Waiting,
  erasing: Erasing,
  tell?: (count: number) => Promise<void>,
): Promise<number> {
  const count = await erasing.store.count(key);
  // The emulation of Blobs lists folders that are empty (@netlify/blobs 11.1.1).
  if (count === 0) return 0;
  const since = await seen.since(state, key, () => tell?.(count) ?? Promise.resolve());
  if (dayIn(site.timeZone, erasing.now()) <= daysAfter(since, days)) return 0;
  const erased = await eraseFolder({ key, name: key }, erasing);
  if (erased >= count) seen.isOver(state, key);
  return erased;
}
