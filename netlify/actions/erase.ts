import type { AuditLog } from '#audit/audit-log.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** What erasing needs from outside. */
export interface ErasingServices {
  readonly signatures: Pick<SignatureStore, 'has' | 'erase'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly now: () => Date;
}

/** The signature that an organizer erases. The id comes from the request or from an address. */
export interface Erasure {
  readonly campaign: string;
  readonly id: string;
  readonly who: string;
  readonly what: 'erase' | 'erase-address';
}

/** Erases a signature and returns how many existed. It throws and erases nothing if the log entry fails. */
export async function eraseSignature(
  { campaign, id, who, what }: Erasure,
  { signatures, audit, now }: ErasingServices,
): Promise<0 | 1> {
  const count = (await signatures.has(campaign, id)) ? 1 : 0;
  await audit.append({ who, what, campaign, count }, now());
  // It erases even when the read finds nothing: an answer of 0 must be certain.
  await signatures.erase(campaign, id);
  return count;
}
