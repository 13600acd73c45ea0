import type { AuditLog } from '#audit/audit-log.ts';
import { type Alarm, alarmOf } from '#domain/alarm.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { CoarseDraw } from '#domain/coarse-number.ts';
import { growthsUntil } from '#domain/hourly-growth.ts';
import { hourOf, utcDayOf } from '#domain/number-points.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import type { AsideStore } from '#store/stored-asides.ts';
import type { Numbers } from '#store/stored-numbers.ts';
import type { ShareStore } from '#store/stored-shares.ts';
import { type Found, nextNumbers } from './next-numbers.ts';
import { settleEach, throwFailure } from './settle-each.ts';
import { settlePending, type SettlingServices } from './settle-pending.ts';
import { isErasing, listSignatures } from './tally.ts';

/** What publishing the numbers needs from outside. */
export interface PublishingServices extends SettlingServices {
  readonly signatures: Pick<SignatureStore, 'countAmong' | 'eachPage'>;
  readonly asides: Pick<AsideStore, 'read'>;
  /** What earlier requests counted, where one cannot count all. */
  readonly shares: ShareStore;
  readonly audit: Pick<AuditLog, 'append'>;
  /** What the secret draws for a change of a coarse number, by the campaign's key. */
  readonly drawOf: (key: string, change: number) => CoarseDraw;
  /** Tells the organizers of an alarm, if there is a way. */
  readonly tellOf: (campaign: Campaign, alarm: Alarm, at: Date) => Promise<void>;
}

/** What publishing all numbers needs from outside. */
export interface HourlyNumberServices extends PublishingServices {
  readonly campaigns: readonly Campaign[];
  /** Erases what organizers set aside with a day of erasure that has come. */
  readonly eraseDue: (campaign: Campaign) => Promise<unknown>;
}

/**
 * Publishes the number of every campaign that is published, after what is due of its asides was erased. They go side by
 * side: a slow one takes the others no time. Throws the first failure after all were tried.
 */
export async function publishNumbers(services: HourlyNumberServices): Promise<void> {
  const { campaigns, eraseDue } = services;
  const outcomes = await settleEach(campaigns, async (campaign) => {
    const erasing = await Promise.allSettled([eraseDue(campaign)]);
    if (campaign.status !== 'draft') await publishNumber(campaign, services);
    throwFailure(erasing);
  });
  throwFailure(outcomes);
}

/**
 * Publishes the number of one campaign, and gives what stands then. `erasing`: another run erases signatures just now.
 */
export async function publishNumber(
  campaign: Campaign,
  services: PublishingServices,
): Promise<Numbers | null | 'erasing'> {
  const { numbers, audit, drawOf, tellOf, now } = services;
  const key = keySlugOf(campaign);
  const at = now();
  const standing = await settlePending(key, services);
  if (standing === 'erasing') return standing;
  const listed = await listSignatures(key, services);
  // Shares that were counted before retention erased do not tell what is gone.
  if (standing && listed.since && isErasing(standing, listed.since)) return standing;
  const found: Found = { campaign, listed, at, drawOf: (change) => drawOf(key, change) };
  const next = nextNumbers(standing, found);
  if (next === standing) return standing;
  const alarm = alarmIn(next, at);
  // The entry comes first. If it fails nothing is published, and the next run finds the growth again.
  if (alarm) {
    await audit.append({ who: '', what: 'alarm', campaign: campaign.slug, count: alarm.count }, at);
  }
  const published = await numbers.update(key, (stood) =>
    hasErasedSince(standing, stood) ? stood : nextNumbers(stood, found, alarm !== null),
  );
  if (alarm) await tellOf(campaign, alarm, at);
  return published;
}

/** True if retention began a batch in between. Then the list does not tell what is gone. */
function hasErasedSince(before: Numbers | null, after: Numbers | null): boolean {
  return after !== null && (after.pending !== null || after.erased !== (before?.erased ?? null));
}

/** The alarm of this hour, at most one a day. */
function alarmIn(numbers: Numbers | null, at: Date): Alarm | null {
  if (numbers === null || numbers.alarmed === utcDayOf(at)) return null;
  const growths = growthsUntil(numbers.hours, hourOf(at));
  const now = growths.pop();
  return now === undefined ? null : alarmOf(growths, now);
}
