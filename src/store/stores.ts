import type { Budget } from './budget.ts';
import type { ShareMemory } from './stored-shares.ts';

/** A blob's text, and the version that the store gave it. Another text has another version. */
export interface VersionedText {
  readonly text: string;
  readonly version: string;
}

/** Ids that are looked for. */
export interface Wanted {
  readonly size: number;
  readonly has: (id: string) => boolean;
  /** Each once. */
  readonly values: () => Iterable<string>;
}

/** How many keys there are, and how many of them were wanted. */
export interface CountedAmong {
  readonly all: number;
  readonly wanted: number;
  /** When the oldest part of it was counted, in milliseconds since 1970. Not there if this request counted it all. */
  readonly since?: number;
}

/**
 * One store: texts under keys. What the project keeps is built on these verbs, so every host needs only them. A method
 * rejects if the store does not confirm. Then the outcome is unknown.
 */
export interface Blobs {
  /** The store's name, with the deploy context in it. */
  readonly name: string;
  /** Writes a text unless the key exists: then `false`, also if an earlier try of this call wrote it. */
  readonly create: (key: string, text: string) => Promise<boolean>;
  /** Writes a text, in place of an earlier one. */
  readonly write: (key: string, text: string) => Promise<void>;
  /** A text, or `null` if there is none. */
  readonly read: (key: string) => Promise<string | null>;
  /** A text with its version, or `null` if there is none. */
  readonly readVersion: (key: string) => Promise<VersionedText | null>;
  /** Replaces the text of this version: `false` if another stands by now, or none. */
  readonly replace: (key: string, text: string, version: string) => Promise<boolean>;
  /** True if the key exists. */
  readonly has: (key: string) => Promise<boolean>;
  /** Erases a key. Resolves also if there is none. */
  readonly erase: (key: string) => Promise<void>;
  /** The keys that start with a prefix, sorted. */
  readonly keys: (prefix: string) => Promise<string[]>;
  /** The first keys that start with a prefix, by one or two requests. `isWhole` if there are no more. */
  readonly firstKeys: (prefix: string) => Promise<{ readonly keys: readonly string[]; isWhole: boolean }>;
  /** The number of keys below a folder such as `clean-river/`. */
  readonly count: (folder: string) => Promise<number>;
  /**
   * The number of keys below a folder, and of those whose rest is wanted. Both are of one moment, but
   * for `memory`. A host that needs more than one request for very many keys keeps there what each request counted.
   */
  readonly countAmong: (folder: string, wanted: Wanted, memory?: ShareMemory) => Promise<CountedAmong>;
  /**
   * Visits the keys below a folder, a page at a time, in no particular order. The rest of each starts with one of the
   * hex `prefixes`. Memory stays flat.
   */
  readonly eachPage: (
    folder: string,
    prefixes: readonly string[],
    visit: (keys: readonly string[]) => void,
  ) => Promise<void>;
  /** The first parts of all keys that have a `/`, sorted. A store may also list one whose keys are all erased. */
  readonly folders: () => Promise<string[]>;
}

/** All stores of a host, for one task. The budget of the task is running. */
interface Stores {
  readonly open: (name: string) => Blobs;
  /** The names of all stores that hold something. A host may list empty ones, too. */
  readonly names: () => Promise<string[]>;
  /** Erases everything in a store. */
  readonly empty: (name: string) => Promise<void>;
}

/** Opens the stores of a host for a task. The budget starts now. */
export type OpenStores = (budget: Budget) => Stores;
