import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import type { Budget } from './budget.ts';
import { confirmed, StoreUnavailable } from './store-unavailable.ts';
import type { Blobs, OpenStores } from './stores.ts';

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

/** Another try, where two requests for one address took a place at the same moment. */
const TRIES = 5;
const CONCURRENCY = 8;

/** The memory of mails: a store for each day, which goes as a whole. `name` contains the deploy context; the budget starts now. */
export function mailMemory(name: string, open: OpenStores, budget: Budget): MailMemory {
  const stores = open(budget);
  const storeOf = (day: string, within = stores) => within.open(`${name}-${day}`);
  return {
    claim: confirmed('claim', async (place: MailPlace, most: number) => {
      const blobs = storeOf(place.day);
      const nonce = randomBytes(8).toString('hex');
      for (let tries = 0; tries < TRIES; tries += 1) {
        const free = await freePlace(blobs, place, most);
        const number = free ?? most;
        try {
          // Of a full day, somebody may have given the last place back meanwhile.
          if (await take(blobs, toKey(place, number), nonce, free !== null)) return number;
        } catch (failure) {
          // No mail goes, so the place must not count. Its time begins now: that of the claim is over.
          const lost = { number, nonce, spare: most + 1 };
          await giveBack(storeOf(place.day, open(budget)), place, lost);
          throw failure;
        }
        if (free === null) return null;
      }
      // Others gave places back meanwhile: nobody knows whether one is free.
      throw new StoreUnavailable('claim');
    }),
    release: confirmed('release', (place: MailPlace, number: number) =>
      storeOf(place.day).erase(toKey(place, number)),
    ),
    forgetBefore: confirmed('forget mails', async (day: string) => {
      const names = (await stores.names()).filter((store) => {
        const itsDay = store.startsWith(`${name}-`) ? store.slice(name.length + 1) : '';
        return /^\d{4}-\d{2}-\d{2}$/u.test(itsDay) && itsDay < day;
      });
      // The newest first: the service may go on to list stores that are empty.
      const newestFirst = names.sort().reverse();
      const limit = pLimit(CONCURRENCY);
      const forgotten = newestFirst.map((store) => limit(() => stores.empty(store)));
      const failed = (await Promise.allSettled(forgotten)).find(({ status }) => status === 'rejected');
      if (failed) throw new StoreUnavailable('forget mails');
    }),
  };
}

/** The first place that nobody took; `null` if there is none. */
async function freePlace(blobs: Blobs, place: MailPlace, most: number): Promise<number | null> {
  const taken = new Set(await blobs.keys(`${place.digest}/`));
  const numbers = Array.from({ length: most }, (_, index) => index + 1);
  return numbers.find((number) => !taken.has(toKey(place, number))) ?? null;
}

/**
 * Takes a place. Without its reply the client takes it again, and finds it taken: by us, if it holds our nonce.
 * `isFree` is false for a place that is known to be taken. The same write then keeps requests alike.
 */
async function take(blobs: Blobs, key: string, nonce: string, isFree: boolean): Promise<boolean> {
  if (await blobs.create(key, nonce)) return true;
  return isFree && (await blobs.read(key)) === nonce;
}

/**
 * Gives a place back whose write was not confirmed, if it landed. Where it did not, the spare place goes, which nobody
 * ever takes: it looks the same. Whatever fails here, the claim failed before.
 */
async function giveBack(
  blobs: Blobs,
  place: MailPlace,
  { number, nonce, spare }: { readonly number: number; readonly nonce: string; readonly spare: number },
): Promise<void> {
  try {
    const held = await blobs.read(toKey(place, number));
    await blobs.erase(toKey(place, held === nonce ? number : spare));
  } catch {
    // Then the place counts until midnight.
  }
}

function toKey({ digest, kind }: MailPlace, number: number): string {
  return `${digest}/${kind}${number}`;
}
