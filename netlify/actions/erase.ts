import type { AuditLog } from '#audit/audit-log.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** What erasing needs from outside. */
export interface ErasingServices {
  readonly signatures: Pick<SignatureStore, 'has' | 'erase'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly now: () => Date;
}

/** The signature that an organizer erases. The id comes from the request or from an address. */
export interface Erasure {
  readonly campaign: Campaign;
  readonly id: string;
  readonly who: string;
  readonly what: 'erase' | 'erase-address';
}

/** Erases a signature and returns how many existed. It throws and erases nothing if the log entry fails. */
export async function eraseSignature(
  { campaign, id, who, what }: Erasure,
  { signatures, audit, now }: ErasingServices,
): Promise<0 | 1> {
  const key = keySlugOf(campaign);
  const count = (await signatures.has(key, id)) ? 1 : 0;
  await audit.append({ who, what, campaign: campaign.slug, count }, now());
  // It erases even when the read finds nothing: an answer of 0 must be certain.
  await signatures.erase(key, id);
  return count;
}
