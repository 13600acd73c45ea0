import type { Campaign } from '#domain/campaign.ts';
import { parseEmail } from '#domain/sign-form.ts';
import type { Mail } from '#mail/mail.ts';
import { askByMail, type AskedOutcome, type AskingByAddress, type MailingServices } from './ask-by-mail.ts';

/** What mailing a link for taking back needs from outside. */
export interface WithdrawalMailServices {
  /** The mail with the link. Throws if the secret is missing. */
  readonly toMail: (campaign: Campaign, email: string, at: Date) => Promise<Mail>;
  readonly mailing: () => MailingServices;
  readonly now: () => Date;
}

/** Mails the link that takes a signature back, whether or not there is one: nobody can tell. */
export async function askForWithdrawal(
  { campaign, typed }: AskingByAddress,
  { toMail, mailing, now }: WithdrawalMailServices,
): Promise<AskedOutcome> {
  const email = parseEmail(typed['email']);
  if (email.kind === 'invalid') return email;
  try {
    const services = mailing();
    const at = now();
    const mail = await toMail(campaign, email.typed, at);
    return await askByMail({ kind: 'withdrawing', address: email.canonical, mail, at }, services);
  } catch (cause) {
    return { kind: 'unavailable', cause };
  }
}
