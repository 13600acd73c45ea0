import type { CanonicalAddress } from '#domain/address.ts';
import type { Campaign } from '#domain/campaign.ts';
import { parseEmail } from '#domain/sign-form.ts';
import type { AskingByAddress, MailingServices } from './ask-by-mail.ts';
import { askToConfirm, type PendingMail, type PendingOutcome } from './ask-to-confirm.ts';

/** Somebody who wants news. The address is checked. */
interface AskedNews {
  readonly address: CanonicalAddress;
  readonly email: string;
  readonly at: Date;
}

/** What asking for news needs from outside. */
export interface NewsServices {
  /** The record and the mail. Throws if the secret is missing. */
  readonly toPending: (campaign: Campaign, asked: AskedNews) => Promise<PendingMail>;
  readonly mailing: () => MailingServices;
  readonly now: () => Date;
}

/** A wish for news, without signing. It works in every state, and a mailbox always confirms it. */
export async function askForNews(
  { campaign, typed }: AskingByAddress,
  { toPending, mailing, now }: NewsServices,
): Promise<PendingOutcome> {
  const email = parseEmail(typed['email']);
  if (email.kind === 'invalid') return email;
  const asked = { address: email.canonical, email: email.typed, at: now() };
  const prepare = () => toPending(campaign, asked);
  try {
    return await askToConfirm({ ...asked, kind: 'news', prepare }, mailing);
  } catch (cause) {
    return { kind: 'unavailable', cause };
  }
}
