import type { CanonicalAddress } from '#domain/address.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { FieldMistake } from '#domain/sign-form.ts';
import { type Mail, MailFailure, type MailService } from '#mail/mail.ts';
import type { MailKind, MailMemory } from '#store/mail-memory.ts';

/** The most mails of a kind that go to one address on a day (UTC), from the whole site. */
export const MOST_MAILS: Readonly<Record<MailKind, number>> = { signing: 3, withdrawing: 1, news: 1 };

/** What sending a mail needs from outside. */
export interface MailingServices {
  readonly memory: Pick<MailMemory, 'claim' | 'release'>;
  readonly service: MailService;
  /** What the memory keeps of an address on a day. */
  readonly digestOf: (day: string, address: CanonicalAddress) => string;
}

/** A form that holds only an address, in a campaign that takes it. */
export interface AskingByAddress {
  readonly campaign: Campaign;
  /** The typed values by field. */
  readonly typed: Readonly<Record<string, unknown>>;
}

/** A mail that somebody asked for. */
export interface AskedMail {
  readonly kind: MailKind;
  readonly address: CanonicalAddress;
  readonly mail: Mail;
  readonly at: Date;
}

/**
 * `asked`: the service took the mail, or the day's mails to this address are used up. Nobody can tell which.
 * `invalid`: the service takes no mail for this address.
 */
export type AskedOutcome =
  | { readonly kind: 'asked' }
  | { readonly kind: 'invalid'; readonly mistakes: readonly FieldMistake[] }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/**
 * Sends a mail within the limits of the day. The memory is asked in the same way whether or not one goes, and the
 * service too. A mail that the service surely did not take does not count.
 */
export async function askByMail(
  { kind, address, mail, at }: AskedMail,
  { memory, service, digestOf }: MailingServices,
): Promise<AskedOutcome> {
  const day = at.toISOString().slice(0, 10);
  const place = { day, digest: digestOf(day, address), kind };
  try {
    const most = MOST_MAILS[kind];
    const number = await memory.claim(place, most);
    try {
      await (number === null ? service.pretend() : service.deliver(mail));
    } catch (failure) {
      const isSurelyNotTaken = failure instanceof MailFailure && failure.fate !== 'unknown';
      // Where no mail went, the place after the last is released: it was never taken, and it looks the same.
      // A release that fails changes nothing for the supporter: the place counts until midnight.
      if (isSurelyNotTaken) await memory.release(place, number ?? most + 1).catch(() => undefined);
      throw failure;
    }
    return { kind: 'asked' };
  } catch (cause) {
    return cause instanceof MailFailure && cause.fate === 'refused'
      ? { kind: 'invalid', mistakes: [{ field: 'email', code: 'email.undeliverable' }] }
      : { kind: 'unavailable', cause };
  }
}
