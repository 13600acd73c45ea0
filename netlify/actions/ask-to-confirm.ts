import type { CanonicalAddress } from '#domain/address.ts';
import type { Mail } from '#mail/mail.ts';
import type { MailKind } from '#store/mail-memory.ts';
import { askByMail, type AskedOutcome, type MailingServices } from './ask-by-mail.ts';

/** A record in the hands of its supporter, and the mail that asks to confirm it. */
export interface PendingMail {
  readonly record: string;
  readonly mail: Mail;
}

/** What waits for a mailbox. Nothing of it is stored. */
export interface Waiting {
  readonly kind: MailKind;
  readonly address: CanonicalAddress;
  readonly at: Date;
  /** Makes the record and the mail. */
  readonly prepare: () => Promise<PendingMail>;
}

/** What comes of asking to confirm: the mail is under way, or why it is not. */
export type PendingOutcome =
  { readonly kind: 'pending'; readonly record: string } | Exclude<AskedOutcome, { readonly kind: 'asked' }>;

/** Asks the mailbox of an address to confirm. It throws if there is no mail service. */
export async function askToConfirm(
  { kind, address, at, prepare }: Waiting,
  mailing: () => MailingServices,
): Promise<PendingOutcome> {
  const services = mailing();
  const { record, mail } = await prepare();
  const outcome = await askByMail({ kind, address, mail, at }, services);
  return outcome.kind === 'asked' ? { kind: 'pending', record } : outcome;
}
