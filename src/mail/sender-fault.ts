import { MailSettingError } from './mail-setting-error.ts';
import { parseSender } from './sender.ts';

/** What is wrong with `MAIL_FROM`, to finish “MAIL_FROM …”; `null` for a sender that works, and for none. */
export function senderFault(typed: string | null): string | null {
  if (typed === null || typed === '') return null;
  try {
    parseSender(typed);
    return null;
  } catch (error) {
    if (error instanceof MailSettingError) return inOneSentence(error);
    throw error;
  }
}

function inOneSentence({ what, mend }: MailSettingError): string {
  const wrong = what.replace(/^MAIL_FROM /u, '').replace(/\.$/u, '');
  return `${wrong}: ${mend.charAt(0).toLowerCase()}${mend.slice(1).replace(/\.$/u, '')}`;
}
