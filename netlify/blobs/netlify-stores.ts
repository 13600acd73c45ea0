import { getStore, listStores, type Store } from '@netlify/blobs';
import { type Budget, deadlineOf } from '#store/budget.ts';
import { ListTally } from '#store/count-by-listing.ts';
import type { Blobs, OpenStores } from '#store/stores.ts';
import { countShares } from './count-shares.ts';
import { createOnce } from './create-once.ts';
import { beginListing, eachPage, visitListing } from './list-keys.ts';
import { MANY_KEYS } from './many-keys.ts';
import { plainFetch } from './plain-fetch.ts';
import { readVersion, replace } from './replace.ts';
import { wholeFetch } from './reply.ts';
import { retryingFetch } from './retrying-fetch.ts';

/** How a machine outside of Netlify reaches the stores of a site: through Netlify's API. */
export interface SiteAccess {
  readonly siteID: string;
  readonly token: string;
}

/** The stores of this site in Netlify Blobs. Only a function may call it, because the platform gives it access. */
export const netlifyStores: OpenStores = storesOf({}, plainFetch);

/** The same, reached by another `fetch`: for tests and benchmarks. */
export function netlifyStoresBy(ask: typeof fetch): OpenStores {
  return storesOf({}, wholeFetch(ask));
}

/**
 * The stores of a site in Netlify Blobs, from anywhere. Each write and read asks the API for a signed address first.
 * Conditions go to that address. The API knows no strong consistency (@netlify/blobs 11.1.1, decision 0036).
 */
export function netlifyStoresOf(access: SiteAccess): OpenStores {
  return storesOf(access, wholeFetch(fetch));
}

function storesOf(access: SiteAccess | Record<string, never>, once: typeof fetch): OpenStores {
  return (budget) => {
    const options = { ...access, fetch: retryingFetch(budget, once) };
    const storeOf = (name: string) => getStore({ ...options, name, consistency: 'strong' });
    return {
      open: (name) => blobsIn(storeOf(name), name, budget),
      names: async () => (await listStores(options)).stores,
      empty: async (name) => {
        await storeOf(name).deleteAll();
      },
    };
  };
}

/** The moment when a part of a budget that starts now is spent. */
function momentIn({ totalMs, attemptMs }: Budget, part: number): number {
  return deadlineOf({ totalMs: totalMs * part, attemptMs });
}

function blobsIn(store: Store, name: string, budget: Budget): Blobs {
  const times = { stopAtMs: momentIn(budget, 1 / 2), keepAtMs: momentIn(budget, 15 / 16) };
  const pages: Blobs['eachPage'] = (folder, prefixes, visit) => eachPage(store, folder, prefixes, visit);
  return {
    name,
    create: (key, text) => createOnce(store, key, text),
    write: async (key, text) => {
      // A write without a condition throws if it fails, unlike one with a condition.
      await store.set(key, text);
    },
    // The type of `get` allows no missing value (@netlify/blobs 11.1.1); this call does the same and allows one.
    read: async (key) => (await store.getWithMetadata(key))?.data ?? null,
    readVersion: (key) => readVersion(store, key),
    replace: (key, text, version) => replace(store, key, text, version),
    has: async (key) => (await store.getMetadata(key)) !== null,
    erase: (key) => store.delete(key),
    keys: async (prefix) => {
      const pages = await Array.fromAsync(store.list({ prefix, paginate: true }));
      return pages.flatMap(({ blobs }) => blobs.map(({ key }) => key)).sort();
    },
    firstKeys: async (prefix) => {
      const pages = store.list({ prefix, paginate: true })[Symbol.asyncIterator]();
      const first = await pages.next();
      if (first.done === true) return { keys: [], isWhole: true };
      const keys = first.value.blobs.map(({ key }) => key);
      return { keys, isWhole: (await pages.next()).done === true };
    },
    count: async (folder) => {
      let count = 0;
      await eachPage(store, folder, [''], (keys) => (count += keys.length));
      return count;
    },
    countAmong: async (folder, wanted, memory) => {
      const listing = await beginListing(store, folder);
      if (memory && listing.estimate > MANY_KEYS) {
        return countShares({ store, folder, memory, ...times }, wanted);
      }
      const tally = new ListTally(folder, wanted);
      await visitListing(store, listing, (keys) => {
        tally.add(keys);
      });
      return tally.counted;
    },
    eachPage: pages,
    folders: async () => {
      const folders: string[] = [];
      for await (const page of store.list({ directories: true, paginate: true })) {
        folders.push(...page.directories);
      }
      return folders.sort();
    },
  };
}
