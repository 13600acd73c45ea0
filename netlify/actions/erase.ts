import type { AuditLog } from '#audit/audit-log.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** What erasing needs from outside. */
export interface ErasingServices {
  readonly signatures: Pick<SignatureStore, 'has' | 'erase'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly now: () => Date;
}

/** Which signature an organizer erases: by its id, or by the id that an address leads to. */
export interface Erasure {
  readonly campaign: string;
  readonly id: string;
  readonly who: string;
  readonly what: 'erase' | 'erase-address';
}

/** Erases a signature and gives how many there were. What cannot be logged is not done. */
export async function eraseSignature(
  { campaign, id, who, what }: Erasure,
  { signatures, audit, now }: ErasingServices,
): Promise<0 | 1> {
  const count = (await signatures.has(campaign, id)) ? 1 : 0;
  await audit.append({ who, what, campaign, count }, now());
  // Whatever was read: nobody is told that nothing is kept of them before that is made sure.
  await signatures.erase(campaign, id);
  return count;
}
