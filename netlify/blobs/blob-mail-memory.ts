import { getStore, listStores, type Store } from '@netlify/blobs';
import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import type { Budget } from '#store/budget.ts';
import type { MailMemory, MailPlace } from '#store/mail-memory.ts';
import { confirmed, StoreUnavailable } from '#store/store-unavailable.ts';
import { createOnce } from './create-once.ts';
import { retryingFetch } from './retrying-fetch.ts';

/** Another try, where two requests for one address took a place at the same moment. */
const TRIES = 5;
const CONCURRENCY = 8;

/**
 * The memory of mails in Netlify Blobs: a store for each day, which goes as a whole. `name` contains the deploy
 * context; the budget starts now.
 */
export function blobMailMemory(name: string, budget: Budget): MailMemory {
  const ask = retryingFetch(budget);
  const storeOf = (day: string, within = ask) =>
    getStore({ name: `${name}-${day}`, consistency: 'strong', fetch: within });
  return {
    claim: confirmed('claim', async (place: MailPlace, most: number) => {
      const store = storeOf(place.day);
      const nonce = randomBytes(8).toString('hex');
      for (let tries = 0; tries < TRIES; tries += 1) {
        const free = await freePlace(store, place, most);
        const number = free ?? most;
        try {
          // Of a full day, somebody may have given the last place back meanwhile.
          if (await take(store, toKey(place, number), nonce, free !== null)) return number;
        } catch (failure) {
          // No mail goes, so the place must not count. Its time begins now: that of the claim is over.
          const lost = { number, nonce, spare: most + 1 };
          await giveBack(storeOf(place.day, retryingFetch(budget)), place, lost);
          throw failure;
        }
        if (free === null) return null;
      }
      // Others gave places back meanwhile: nobody knows whether one is free.
      throw new StoreUnavailable('claim');
    }),
    release: confirmed('release', (place: MailPlace, number: number) =>
      storeOf(place.day).delete(toKey(place, number)),
    ),
    forgetBefore: confirmed('forget mails', async (day: string) => {
      const { stores } = await listStores({ fetch: ask });
      const days = stores
        .filter((store) => store.startsWith(`${name}-`))
        .map((store) => store.slice(name.length + 1))
        .filter((itsDay) => /^\d{4}-\d{2}-\d{2}$/u.test(itsDay) && itsDay < day);
      // The newest first: the service may go on to list stores that are empty.
      const newestFirst = days.sort().reverse();
      const limit = pLimit(CONCURRENCY);
      const forgotten = newestFirst.map((itsDay) => limit(() => storeOf(itsDay).deleteAll()));
      const failed = (await Promise.allSettled(forgotten)).find(({ status }) => status === 'rejected');
      if (failed) throw new StoreUnavailable('forget mails');
    }),
  };
}

/** The first place that nobody took; `null` if there is none. */
async function freePlace(store: Store, place: MailPlace, most: number): Promise<number | null> {
  const { blobs } = await store.list({ prefix: `${place.digest}/` });
  const taken = new Set(blobs.map(({ key }) => key));
  const numbers = Array.from({ length: most }, (_, index) => index + 1);
  return numbers.find((number) => !taken.has(toKey(place, number))) ?? null;
}

/**
 * Takes a place. Without its reply the client takes it again, and finds it taken: by us, if it holds our nonce.
 * `isFree` is false for a place that is known to be taken. The same write then keeps requests alike.
 */
async function take(store: Store, key: string, nonce: string, isFree: boolean): Promise<boolean> {
  if (await createOnce(store, key, nonce)) return true;
  return isFree && (await store.getWithMetadata(key))?.data === nonce;
}

/**
 * Gives a place back whose write was not confirmed, if it landed. Where it did not, the spare place goes, which nobody
 * ever takes: it looks the same. Whatever fails here, the claim failed before.
 */
async function giveBack(
  store: Store,
  place: MailPlace,
  { number, nonce, spare }: { readonly number: number; readonly nonce: string; readonly spare: number },
): Promise<void> {
  try {
    const held = await store.getWithMetadata(toKey(place, number));
    await store.delete(toKey(place, held?.data === nonce ? number : spare));
  } catch {
    // Then the place counts until midnight.
  }
}

function toKey({ digest, kind }: MailPlace, number: number): string {
  return `${digest}/${kind}${number}`;
}
