import { getStore, type Store } from '@netlify/blobs';
import { prefixesOf } from '#domain/part.ts';
import { parseSignature } from '#domain/stored-signature.ts';
import { eachPage } from './list-keys.ts';
import { type Budget, patientFetch } from './patient-fetch.ts';
import { type SignatureStore, StoreUnavailable } from './signature-store.ts';

/**
 * Signatures in Netlify Blobs, under `<campaign>/<id>`. `name` is the store's name, which carries the deploy context;
 * the budget starts to run now. To be made anew for every request: `getStore` throws outside of one.
 */
export function blobSignatureStore(name: string, budget: Budget): SignatureStore {
  const store = getStore({ name, consistency: 'strong', fetch: patientFetch(budget) });
  const verbs: SignatureStore = {
    record: (signature) =>
      recordOnce(store, keyOf(signature.campaign, signature.id), JSON.stringify(signature)),
    count: async (campaign) => {
      let count = 0;
      await eachPage(store, `${campaign}/`, [''], (keys) => (count += keys.length));
      return count;
    },
    ids: async (campaign, part) => {
      const ids: string[] = [];
      const folder = `${campaign}/`;
      await eachPage(store, folder, prefixesOf(part), (keys) => {
        for (const key of keys) ids.push(key.slice(folder.length));
      });
      return ids.sort();
    },
    read: async (campaign, id) => {
      // `get` is typed as if nothing could be missing (@netlify/blobs 11.1.1); this one asks the same and says so.
      const found = await store.getWithMetadata(keyOf(campaign, id));
      return found === null ? null : parseSignature(found.data);
    },
    has: async (campaign, id) => (await store.getMetadata(keyOf(campaign, id))) !== null,
    erase: (campaign, id) => store.delete(keyOf(campaign, id)),
  };
  return {
    record: confirmed('record', verbs.record),
    count: confirmed('count', verbs.count),
    ids: confirmed('ids', verbs.ids),
    read: confirmed('read', verbs.read),
    has: confirmed('has', verbs.has),
    erase: confirmed('erase', verbs.erase),
  };
}

/**
 * One conditional write, no read before it. The client reports success for writes that failed (403, 413, 429, 5xx come
 * back as `modified: true` without an etag, netlify/primitives#741), so only both together say that it is done.
 * `modified: false` says that the key is taken: by the same person earlier, or by this very write whose reply was lost.
 */
async function recordOnce(store: Store, key: string, text: string): Promise<void> {
  const { modified, etag } = await store.set(key, text, { onlyIfNew: true });
  if (modified && !etag) throw new StoreUnavailable('record');
}

function keyOf(campaign: string, id: string): string {
  return `${campaign}/${id}`;
}

function confirmed<Given extends unknown[], Output>(
  verb: keyof SignatureStore,
  ask: (...given: Given) => Promise<Output>,
): (...given: Given) => Promise<Output> {
  return async (...given) => {
    try {
      return await ask(...given);
    } catch (error) {
      throw error instanceof StoreUnavailable ? error : new StoreUnavailable(verb, error);
    }
  };
}
