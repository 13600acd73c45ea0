import { getStore, listStores } from '@netlify/blobs';
import type { Budget } from '#store/budget.ts';
import type { MailMemory, MailPlace } from '#store/mail-memory.ts';
import { confirmed } from '#store/store-unavailable.ts';
import { createOnce } from './create-once.ts';
import { retryingFetch } from './retrying-fetch.ts';

/** Another try, where two requests for one address took a place at the same moment. */
const TRIES = 4;

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
        const { blobs } = await store.list({ prefix: `${place.digest}/` });
        const taken = new Set(blobs.map(({ key }) => key));
        const numbers = Array.from({ length: most }, (_, index) => index + 1);
        const free = numbers.find((number) => !taken.has(toKey(place, number)));
        const isNew = await createOnce(store, toKey(place, free ?? most), '');
        if (free === undefined) return null;
        if (isNew) return free;
      }
      return null;
    }),
    release: confirmed('release', (place: MailPlace, number: number) =>
      storeOf(place.day).delete(toKey(place, number)),
    ),
    forgetBefore: confirmed('forget mails', async (day: string) => {
      const prefix = `${name}-`;
      const { stores } = await listStores({ fetch: ask });
      for (const store of stores) {
        const itsDay = store.startsWith(prefix) ? store.slice(prefix.length) : day;
        if (/^\d{4}-\d{2}-\d{2}$/u.test(itsDay) && itsDay < day) await storeOf(itsDay).deleteAll();
      }
    }),
  };
}

function toKey({ digest, kind }: MailPlace, number: number): string {
  return `${digest}/${kind}${number}`;
}
