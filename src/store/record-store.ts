import type { Part } from '#domain/part.ts';

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
