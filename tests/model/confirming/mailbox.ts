import { type Mail, MailFailure, type MailService } from '#mail/mail.ts';

/** What the mail service does with the next mail. `lost`: its reply is lost, and the mail may have come or not. */
export type MailFate = 'taken' | 'refused' | 'down' | 'lostButCame' | 'lost';

/** A mail as it lies in the mailbox. */
export interface Letter {
  /** The number that its reader put into the address. */
  readonly number: number;
  readonly record: string | null;
  /** As the mail shows it. */
  readonly code: string | null;
  /** What the links carry. */
  readonly token: string | null;
  readonly withdrawal: string;
}

/** All mailboxes of the people of the model, behind the same port as a real mail service. */
export class Mailbox {
  readonly letters: Letter[] = [];
  readonly #fates: MailFate[] = [];

  /** Sets what happens to the next mails, in their order. */
  next(...fates: readonly MailFate[]): void {
    this.#fates.splice(0, Infinity, ...fates);
  }

  readonly service: MailService = {
    deliver: (mail) => {
      const fate = this.#fates.shift() ?? 'taken';
      if (fate === 'taken' || fate === 'lostButCame') this.letters.push(toLetter(mail));
      switch (fate) {
        case 'taken':
          return Promise.resolve();
        case 'refused':
          return Promise.reject(new MailFailure('recipient', 'refused'));
        case 'down':
          return Promise.reject(new MailFailure('connect', 'notTaken'));
        case 'lostButCame':
        case 'lost':
          return Promise.reject(new MailFailure('message', 'unknown'));
      }
    },
    // A session without a mail tells nothing of an address.
    pretend: () => {
      const fate = this.#fates.shift() ?? 'taken';
      const isUp = fate === 'taken' || fate === 'refused';
      return isUp ? Promise.resolve() : Promise.reject(new MailFailure('connect', 'notTaken'));
    },
  };
}

/** Sends no mail without a link that takes back, which is the last one. */
function toLetter({ to, text, links }: Mail): Letter {
  const tokens = links.map((link) => new URL(link).hash.slice(1));
  const withdrawal = tokens.at(-1);
  if (withdrawal === undefined) throw new RangeError('A mail has no link.');
  const token = tokens.length > 1 ? (tokens[0] ?? null) : null;
  const code = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/mu.exec(text)?.[0] ?? null;
  return {
    number: numberOf(to),
    record: token?.split('.')[0] ?? null,
    code,
    token,
    withdrawal,
  };
}

/** The number in an address such as `person3+17@example.org`. */
export function numberOf(address: string): number {
  return Number(/\+(\d+)@/u.exec(address)?.[1]);
}
