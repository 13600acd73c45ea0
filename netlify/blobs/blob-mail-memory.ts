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
  const storeOf = (day: string) => getStore({ name: `${name}-${day}`, consistency: 'strong', fetch: ask });
  return {
    claim: confirmed('claim', async (place: MailPlace, most: number) => {
      const store = storeOf(place.day);
      for (let tries = 0; tries < TRIES; tries += 1) {
        const free = await freePlace(store, place, most);
        const isOurs = await take(store, toKey(place, free ?? most), free !== null);
        if (free === null) return null;
        if (isOurs) return free;
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
async function take(store: Store, key: string, isFree: boolean): Promise<boolean> {
  const nonce = randomBytes(8).toString('hex');
  if (await createOnce(store, key, nonce)) return true;
  return isFree && (await store.getWithMetadata(key))?.data === nonce;
}

function toKey({ digest, kind }: MailPlace, number: number): string {
  return `${digest}/${kind}${number}`;
}
