import type { AuditLog } from '#audit/audit-log.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { Entries, EntryKind } from '#domain/entry-kind.ts';
import { settleEach, throwFailure } from './settle-each.ts';
import { takeBack, type WithdrawingServices } from './withdraw.ts';

/** What erasing needs from outside. */
export interface ErasingServices extends Pick<WithdrawingServices, 'marks' | 'erase' | 'now'> {
  readonly has: (kind: EntryKind, campaign: string, id: string) => Promise<boolean>;
  readonly audit: Pick<AuditLog, 'append'>;
}

/** What an organizer erases. One id comes from the request, or all entries of an address. */
export interface Erasure {
  readonly campaign: Campaign;
  readonly entries: readonly Entries[];
  readonly who: string;
  readonly what: 'erase' | 'erase-address';
}

/**
 * Erases signatures and wishes for news, and returns how many existed. What waits for its confirmation can then no
 * longer be confirmed. It throws and erases nothing if the log entry fails.
 */
export async function eraseEntries(
  { campaign, entries, who, what }: Erasure,
  services: ErasingServices,
): Promise<number> {
  const { has, audit, now } = services;
  const key = keySlugOf(campaign);
  const places = entries.flatMap(({ kind, ids }) => ids.map((id) => ({ kind, id })));
  const found = await settleEach(places, ({ kind, id }) => has(kind, key, id));
  throwFailure(found);
  const count = found.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;
  await audit.append({ who, what, campaign: campaign.slug, count }, now());
  // It erases even when the read finds nothing: an answer of 0 must be certain.
  await takeBack(campaign, entries, services);
  return count;
}
