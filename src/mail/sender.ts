import { mailboxOf } from '#domain/address.ts';
import { MailSettingError } from './mail-setting-error.ts';
import type { Sender } from './mail.ts';

const EXAMPLE = 'Write an address, or a name and an address: Clean River <news@example.org>';
/** A name without brackets, quotation marks and anything unseen, then an address in brackets. */
const NAMED = /^(?<name>[^<>"@\p{C}\p{Zl}\p{Zp}]+) <(?<address>[^<>\s\p{C}]+)>$/u;

/** Reads `MAIL_FROM`: `a@b.example` or `Name <a@b.example>`. Throws a `MailSettingError` for anything else. */
export function parseSender(typed: string): Sender {
  const { name = '', address = typed } = NAMED.exec(typed)?.groups ?? {};
  const mailbox = /[<>\s\p{C}]/u.test(address) ? null : mailboxOf(address);
  if (mailbox === null || (name !== '' && name.trim() === ''))
    throw new MailSettingError('MAIL_FROM', 'is no sender.', EXAMPLE);
  const { local, domain } = mailbox;
  if (/[^\x00-\x7F]/u.test(local)) {
    const why = 'has other letters than a to z before the @, which many mail services refuse.';
    throw new MailSettingError('MAIL_FROM', why, 'Take another address of yours as sender.');
  }
  return { name: name.trim(), address: `${local}@${domain}` };
}
