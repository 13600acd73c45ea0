/** What a mail is for. Each has its own limit a day. */
export type MailKind = 'signing' | 'withdrawing' | 'news';

/** A mail that may go out today: the place that it takes in the memory. */
export interface MailPlace {
  /** A day in UTC, such as `2016-01-31`. */
  readonly day: string;
  /** The keyed digest of day and address. */
  readonly digest: string;
  readonly kind: MailKind;
}

/**
 * Which mails went out lately, as keyed digests, for the limits of a day. Every method throws `StoreUnavailable` if
 * the store does not confirm.
 */
export interface MailMemory {
  /**
   * Takes one of `most` places: its number, from 1, or `null` if all are taken. It always lists once and creates once,
   * so that a full memory looks like any other.
   */
  readonly claim: (place: MailPlace, most: number) => Promise<number | null>;
  /** Gives a place back, because no mail went. */
  readonly release: (place: MailPlace, number: number) => Promise<void>;
  /** Forgets every day before `day`, whole. */
  readonly forgetBefore: (day: string) => Promise<void>;
}
