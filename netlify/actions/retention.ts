import pLimit from 'p-limit';
import type { AuditLog } from '#audit/audit-log.ts';
import type { Campaign } from '#domain/campaign.ts';
import { partsFor } from '#domain/part.ts';
import { isErasureDue } from '#domain/retention.ts';
import type { Site } from '#domain/site.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** The most signatures erased after one log entry. */
const BATCH_ROWS = 2_000;
const CONCURRENCY = 64;

/** What retention needs from outside. */
export interface RetentionServices {
  readonly campaigns: readonly Campaign[];
  readonly site: Site;
  readonly signatures: Pick<SignatureStore, 'count' | 'ids' | 'erase'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly now: () => Date;
  /** True while there is time for one more batch. */
  readonly hasTime: () => boolean;
}

/**
 * Erases the signatures that are past their last day, in batches. Each batch writes its log entry first. A
 * run that stops early loses nothing: the next run finds the rest. Resolves to the number erased.
 */
export async function eraseExpired(retention: RetentionServices): Promise<number> {
  const { campaigns, site, now } = retention;
  let erased = 0;
  for (const campaign of campaigns.filter((campaign) => isErasureDue(campaign, site, now()))) {
    erased += await eraseCampaign(campaign.slug, retention);
  }
  return erased;
}

async function eraseCampaign(
  slug: string,
  { signatures, audit, now, hasTime }: RetentionServices,
): Promise<number> {
  const limit = pLimit(CONCURRENCY);
  const of = partsFor(await signatures.count(slug), BATCH_ROWS);
  let erased = 0;
  for (let number = 1; number <= of && hasTime(); number += 1) {
    const ids = await signatures.ids(slug, { number, of });
    if (ids.length === 0) continue;
    await audit.append({ who: '', what: 'retention', campaign: slug, count: ids.length }, now());
    const outcomes = await Promise.allSettled(ids.map((id) => limit(() => signatures.erase(slug, id))));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    erased += ids.length;
  }
  return erased;
}
