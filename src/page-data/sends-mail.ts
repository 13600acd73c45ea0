import { senderFault } from '#mail/sender-fault.ts';
import { readSettings } from '#settings/settings.ts';

/** True if the built site sends mail: to confirm, to take back, and news. */
export function sendsMail(): boolean {
  return readSettings().mailFrom !== null;
}

/** What the check of `content/` needs to know of the mails of this site. */
export function mailSending(): { readonly sendsMail: boolean; readonly senderFault: string | null } {
  return { sendsMail: sendsMail(), senderFault: senderFault(readSettings().mailFrom) };
}
