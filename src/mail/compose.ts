import type { Mail, Sender } from './mail.ts';

/** What every mail of a campaign says. */
export interface MailFacts {
  readonly to: string;
  readonly from: Sender;
  readonly locale: string;
  readonly organization: string;
  /** The campaign's title and its language; `null` for a discreet one, whose mails name no topic. */
  readonly title: { readonly text: string; readonly locale: string } | null;
  readonly askedAt: Date;
  /** The link that takes it back, on the site's own address. */
  readonly withdrawUrl: string;
}

/** What a mail adds that asks to confirm. */
export interface ConfirmingFacts extends MailFacts {
  /** As people read it: `7K3QD-9XW2M`. */
  readonly code: string;
  readonly confirmUrl: string;
}

/** The mail that asks to confirm a signature. */
export function signingMail(facts: ConfirmingFacts): Mail {
  throw new Error(facts.locale);
}

/** The mail that asks to confirm a wish for news. */
export function newsMail(facts: ConfirmingFacts): Mail {
  throw new Error(facts.locale);
}

/** The mail with a link that takes a signature back. */
export function withdrawalMail(facts: MailFacts): Mail {
  throw new Error(facts.locale);
}
