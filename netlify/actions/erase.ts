import type { AuditLog } from '#audit/audit-log.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** What erasing needs from outside. */
export interface ErasingServices {
  readonly signatures: Pick<SignatureStore, 'has' | 'erase'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly now: () => Date;
}

/** What an organizer erases. One id comes from the request, or all ids of an address. */
export interface Erasure {
  readonly campaign: Campaign;
  readonly ids: readonly string[];
  readonly who: string;
  readonly what: 'erase' | 'erase-address';
}

/** Erases signatures and returns how many existed. It throws and erases nothing if the log entry fails. */
export async function eraseSignatures(
  { campaign, ids, who, what }: Erasure,
  { signatures, audit, now }: ErasingServices,
): Promise<number> {
  const key = keySlugOf(campaign);
  const found = await Promise.all(ids.map((id) => signatures.has(key, id)));
  const count = found.filter(Boolean).length;
  await audit.append({ who, what, campaign: campaign.slug, count }, now());
  // It erases even when the read finds nothing: an answer of 0 must be certain.
  await Promise.all(ids.map((id) => signatures.erase(key, id)));
  return count;
}
