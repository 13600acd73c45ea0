import type { Address } from 'postal-mime';
import type { TestMailServer } from './mail-server.ts';
import { parseMail } from './parsed-mail.ts';

/** A mail of the site as its reader sees it. What only a mail that confirms has is empty in another one. */
export interface OpenedMail {
  readonly from: Address | undefined;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly raw: string;
  /** As the mail writes it: ten letters and a dash. */
  readonly code: string;
  /** The whole links, and what follows their `#`. */
  readonly confirmUrl: string;
  readonly token: string;
  readonly withdrawUrl: string;
  readonly withdrawal: string;
}

/** Opens the mail that came last. Throws if none came. */
export async function newestOf({ received }: TestMailServer): Promise<OpenedMail> {
  const newest = received.at(-1);
  if (!newest) throw new RangeError('No mail came.');
  const { to, raw } = newest;
  const { from, subject = '', text = '', html = '' } = await parseMail(raw);
  const linkTo = (page: string) => new RegExp(`^https?:\\S+/${page}/#\\S+$`, 'mu').exec(text)?.[0] ?? '';
  const [confirmUrl, withdrawUrl] = [linkTo('confirm'), linkTo('withdraw')];
  return {
    from,
    to,
    subject,
    text,
    html,
    raw: raw.toString(),
    code: /^[0-9A-Z]{5}-[0-9A-Z]{5}$/mu.exec(text)?.[0] ?? '',
    confirmUrl,
    token: confirmUrl.split('#')[1] ?? '',
    withdrawUrl,
    withdrawal: withdrawUrl.split('#')[1] ?? '',
  };
}
