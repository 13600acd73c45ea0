import { getStore } from '@netlify/blobs';
import { prefixesOf } from '#domain/part.ts';
import type { Budget } from '#store/budget.ts';
import type { Keyed, RecordStore } from '#store/record-store.ts';
import { confirmed } from '#store/store-unavailable.ts';
import type { Codec } from './codec.ts';
import { createOnce } from './create-once.ts';
import { eachPage } from './list-keys.ts';
import { readVersion, replace } from './replace.ts';
import { retryingFetch } from './retrying-fetch.ts';

/**
 * Records in Netlify Blobs, under `<campaign>/<id>`. `name` is the store's name with the deploy context; the budget
 * starts now. Each request needs a new one, because `getStore` throws outside of a request.
 */
export function blobRecordStore<Kept extends Keyed>(
  name: string,
  { toText, parse }: Codec<Kept>,
  budget: Budget,
): RecordStore<Kept> {
  const store = getStore({ name, consistency: 'strong', fetch: retryingFetch(budget) });
  const create = (record: Kept) => createOnce(store, keyOf(record.campaign, record.id), toText(record));
  const verbs: RecordStore<Kept> = {
    record: async (record) => {
      // The result is dropped: it would tell whether a person signed before.
      await create(record);
    },
    create,
    current: async (campaign, id) => {
      const found = await readVersion(store, keyOf(campaign, id));
      return found && { record: parse(found.text), version: found.etag };
    },
    replace: (record, version) => replace(store, keyOf(record.campaign, record.id), toText(record), version),
    folders: async () => {
      const folders: string[] = [];
      for await (const page of store.list({ directories: true, paginate: true })) {
        folders.push(...page.directories);
      }
      return folders.sort();
    },
    count: async (campaign) => {
      let count = 0;
      await eachPage(store, `${campaign}/`, [''], (keys) => (count += keys.length));
      return count;
    },
    eachPage: async (campaign, visit) => {
      const folder = `${campaign}/`;
      await eachPage(store, folder, [''], (keys) => {
        visit(keys.map((key) => key.slice(folder.length)));
      });
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
      // The type of `get` allows no missing value (@netlify/blobs 11.1.1); this call does the same and allows
      // one.
      const found = await store.getWithMetadata(keyOf(campaign, id));
      return found === null ? null : parse(found.data);
    },
    has: async (campaign, id) => (await store.getMetadata(keyOf(campaign, id))) !== null,
    erase: (campaign, id) => store.delete(keyOf(campaign, id)),
  };
  return {
    record: confirmed('record', verbs.record),
    create: confirmed('create', verbs.create),
    current: confirmed('read a version', verbs.current),
    replace: confirmed('replace', verbs.replace),
    folders: confirmed('folders', verbs.folders),
    count: confirmed('count', verbs.count),
    eachPage: confirmed('ids', verbs.eachPage),
    ids: confirmed('ids', verbs.ids),
    read: confirmed('read', verbs.read),
    has: confirmed('has', verbs.has),
    erase: confirmed('erase', verbs.erase),
  };
}

function keyOf(campaign: string, id: string): string {
  return `${campaign}/${id}`;
}
