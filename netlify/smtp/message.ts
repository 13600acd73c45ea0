import MailComposer from 'nodemailer/lib/mail-composer';
import { mailboxOf } from '#domain/address.ts';
import { type Mail, MailFailure } from '#mail/mail.ts';

/** A mail as bytes, and the two addresses that the mail service is told. */
export interface Message {
  readonly from: string;
  readonly to: string;
  /** True if `to` has letters before its `@` that only newer mail services take (SMTPUTF8, RFC 6531). */
  readonly needsUtf8: boolean;
  readonly bytes: Buffer;
}

/**
 * Makes the bytes of a mail. Nodemailer takes a text of addresses apart: a comma or a line break in it makes
 * another address (10.6.1). So it gets single addresses only, which were checked here once more.
 */
export async function toMessage(mail: Mail): Promise<Message> {
  const to = mailboxOf(mail.to);
  if (to === null) throw new MailFailure('recipient', 'refused');
  const from = mailboxOf(mail.from.address);
  if (from === null || !isAscii(from.local)) throw new MailFailure('settings', 'notTaken');
  const addresses = { from: `${from.local}@${from.domain}`, to: `${to.local}@${to.domain}` };
  const composer = new MailComposer({
    from: { name: onOneLine(mail.from.name), address: addresses.from },
    to: { name: '', address: addresses.to },
    subject: onOneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  return { ...addresses, needsUtf8: !isAscii(to.local), bytes: await composer.compile().build() };
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7E]*$/u.test(text);
}

function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
