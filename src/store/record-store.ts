import { type Part, prefixesOf } from '#domain/part.ts';
import type { Codec } from './codec.ts';
import { confirmed } from './store-unavailable.ts';
import { type SharedAt, shareMemory } from './stored-shares.ts';
import type { Blobs, CountedAmong, Wanted } from './stores.ts';

/** What a record needs, to have a key of its own. */
export interface Keyed {
  readonly id: string;
  /** The slug in keys. */
  readonly campaign: string;
}

/** A record, and the version that the store gave it. */
interface Versioned<Kept> {
  readonly record: Kept;
  readonly version: string;
}

/**
 * A store of records of one kind: signatures, or wishes for news. One record is one blob; all other facts
 * follow from the list of keys. Every method throws `StoreUnavailable` if the store does not confirm within the
 * budget. Then the outcome is unknown.
 */
export interface RecordStore<Kept extends Keyed> {
  /**
   * Stores a record unless one with its id exists. Resolves when either is certain. It does not tell which, so that
   * a caller cannot learn whether a person signed before.
   */
  readonly record: (record: Kept) => Promise<void>;
  /** Stores a record unless one with its id exists: then `false`, also if this call stored it before. */
  readonly create: (record: Kept) => Promise<boolean>;
  /** The record that stands now, with its version; `null` if there is none. */
  readonly current: (campaign: string, id: string) => Promise<Versioned<Kept> | null>;
  /** Replaces the record of this version: `false` if another stands by now, or none. */
  readonly replace: (record: Kept, version: string) => Promise<boolean>;
  /**
   * The key slugs under which there are records, whether a campaign has them or not, sorted. A store may also
   * list one whose records are all erased.
   */
  readonly folders: () => Promise<string[]>;
  /** The number of a campaign's records. */
  readonly count: (campaign: string) => Promise<number>;
  /** The number of a campaign's records, and of those whose ids are wanted. `shared` helps where they are many. */
  readonly countAmong: (campaign: string, wanted: Wanted, shared?: SharedAt) => Promise<CountedAmong>;
  /** Visits the ids of a campaign's records, a page at a time, in no particular order. Memory stays flat. */
  readonly eachPage: (campaign: string, visit: (ids: readonly string[]) => void) => Promise<void>;
  /** The ids of a campaign's records in one part, sorted. */
  readonly ids: (campaign: string, part: Part) => Promise<string[]>;
  /** A record, or `null` if the store does not have it. */
  readonly read: (campaign: string, id: string) => Promise<Kept | null>;
  /** True if the store has the record. */
  readonly has: (campaign: string, id: string) => Promise<boolean>;
  /** Erases a record permanently. Resolves also if the store does not have it. */
  readonly erase: (campaign: string, id: string) => Promise<void>;
}

/** A store of records in `blobs`, under `<campaign>/<id>`. */
export function recordStore<Kept extends Keyed>(
  blobs: Blobs,
  { toText, parse }: Codec<Kept>,
): RecordStore<Kept> {
  const create = (record: Kept) => blobs.create(keyOf(record.campaign, record.id), toText(record));
  const verbs: RecordStore<Kept> = {
    record: async (record) => {
      // The result is dropped: it would tell whether a person signed before.
      await create(record);
    },
    create,
    current: async (campaign, id) => {
      const found = await blobs.readVersion(keyOf(campaign, id));
      return found && { record: parse(found.text), version: found.version };
    },
    replace: (record, version) => blobs.replace(keyOf(record.campaign, record.id), toText(record), version),
    folders: () => blobs.folders(),
    count: (campaign) => blobs.count(`${campaign}/`),
    countAmong: (campaign, wanted, shared) =>
      blobs.countAmong(`${campaign}/`, wanted, shared && shareMemory(shared, campaign)),
    eachPage: async (campaign, visit) => {
      const folder = `${campaign}/`;
      await blobs.eachPage(folder, [''], (keys) => {
        visit(keys.map((key) => key.slice(folder.length)));
      });
    },
    ids: async (campaign, part) => {
      const ids: string[] = [];
      const folder = `${campaign}/`;
      await blobs.eachPage(folder, prefixesOf(part), (keys) => {
        for (const key of keys) ids.push(key.slice(folder.length));
      });
      return ids.sort();
    },
    read: async (campaign, id) => {
      const text = await blobs.read(keyOf(campaign, id));
      return text === null ? null : parse(text);
    },
    has: (campaign, id) => blobs.has(keyOf(campaign, id)),
    erase: (campaign, id) => blobs.erase(keyOf(campaign, id)),
  };
  return {
    record: confirmed('record', verbs.record),
    create: confirmed('create', verbs.create),
    current: confirmed('read a version', verbs.current),
    replace: confirmed('replace', verbs.replace),
    folders: confirmed('folders', verbs.folders),
    count: confirmed('count', verbs.count),
    countAmong: confirmed('count', verbs.countAmong),
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
