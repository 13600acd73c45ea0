import type { MailingServices } from '#actions/ask-by-mail.ts';
import type { Campaign } from '#domain/campaign.ts';
import { MailSettingError } from '#mail/mail-setting-error.ts';
import { MailFailure, type Sender } from '#mail/mail.ts';
import { parseSender } from '#mail/sender.ts';
import { mailDigest } from '#secret/mail-digest.ts';
import { readSettings, SettingsError } from '#settings/settings.ts';
import { mailService } from '#smtp/mail-service.ts';
import { signatureSecret } from './entry-ids.ts';
import type { Invocation } from './invocation.ts';
import { mailMemory } from './stores.ts';

/** The supporter waits for the memory and for the mail service, each within its own limit. */
const BUDGET = { totalMs: 3_000, attemptMs: 1_500 };

/** What sending a mail needs from this deploy. Throws if there is no mail service. */
export function mailingServices(context: Invocation): MailingServices {
  return {
    memory: {
      claim: (place, most) => mailMemory(context, BUDGET).claim(place, most),
      // Its budget begins when the mail service has failed, which may take long.
      release: (place, number) => mailMemory(context, BUDGET).release(place, number),
    },
    service: mailService(),
    digestOf: (day, address) => mailDigest(signatureSecret(), day, address),
  };
}

/** The error code of a mail that did not go. Only organizers open a draft, and read where it got stuck. */
export function mailTrouble(campaign: Campaign, cause: unknown): string {
  if (campaign.status !== 'draft') return 'mail.unavailable';
  if (cause instanceof SettingsError || cause instanceof MailSettingError) return 'mail.settings';
  return cause instanceof MailFailure ? `mail.${cause.stage}` : 'mail.unavailable';
}

/** The sender of all mails. Throws an error that names `MAIL_FROM` if it is missing or no sender. */
export function mailSender(): Sender {
  const { mailFrom } = readSettings();
  if (mailFrom === null) throw new SettingsError('MAIL_FROM is not set: no mail goes out.');
  return parseSender(mailFrom);
}
