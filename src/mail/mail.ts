import { isOwnError, OwnError } from '#domain/own-error.ts';

/** A mail, ready to go. */
export interface Mail {
  /** The supporter's address as it was typed. It was checked: it holds no line break and names one mailbox. */
  readonly to: string;
  /** The sender as `MAIL_FROM` says. */
  readonly from: Sender;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The links that a developer wants to see, besides the mail. */
  readonly links: readonly string[];
}

/** A sender. `name` is empty where a campaign is discreet. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Where a mail got stuck. `settings`: there is no mail service, or its address is wrong. */
export type MailStage = 'settings' | 'connect' | 'tls' | 'login' | 'sender' | 'recipient' | 'message';

/**
 * `refused`: the service does not take mail for this address, now or later. `notTaken`: it has no copy. `unknown`: it
 * may have one.
 */
type MailFate = 'refused' | 'notTaken' | 'unknown';

/** A mail that was not surely taken. The message names no address, no password and no text of the service. */
export class MailFailure extends OwnError {
  override readonly name = 'MailFailure';
  readonly stage: MailStage;
  readonly fate: MailFate;

  constructor(stage: MailStage, fate: MailFate, cause?: unknown) {
    const why = isOwnError(cause) ? ` ${cause.message}` : '';
    super(`The mail service did not take a mail (${stage}, ${fate}).${why}`, { cause });
    this.stage = stage;
    this.fate = fate;
  }
}

/** The mail service. */
export interface MailService {
  /** Resolves when the service has taken the mail. Rejects with a `MailFailure`. */
  readonly deliver: (mail: Mail) => Promise<void>;
  /**
   * Opens a session, sends nothing and closes it. It takes as long as deliveries took lately, and fails where they
   * fail before an address is named. So nobody can tell the two apart (decision 0022 says what remains).
   */
  readonly pretend: () => Promise<void>;
}
