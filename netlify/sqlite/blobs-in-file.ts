import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { countByListing } from '#store/count-by-listing.ts';
import type { Blobs } from '#store/stores.ts';
import { blobStatements } from './blob-statements.ts';
import { turn, type WriteQueue } from './write-queue.ts';

/** What the stores of a file are made of. */
export interface Parts {
  readonly database: DatabaseSync;
  readonly writes: WriteQueue;
  /** Reads, and waits while another process holds a lock, until the deadline. */
  readonly read: <Result>(deadline: number, work: () => Result) => Promise<Result>;
  /** Is called after a blob was created. */
  readonly created: (store: string, key: string) => void;
  /** Is called after a text was erased. */
  readonly erased: () => void;
}

/** A page of keys: long enough to cost little each, and short enough to give way to others. */
const PAGE_KEYS = 5_000;
const EMPTIED_KEYS = 1_000;
const FIRST_KEYS = 1_000;
/** So many keys are looked up in one turn. A page of keys takes about as long. */
const LOOKED_UP_KEYS = 5_000;
/** What follows a text directly, by bytes. */
const NEXT = '\u0000';

/** Opens the stores of a file. All share their statements, which are prepared once. */
export function blobsInFile({ database, writes, read, created, erased }: Parts) {
  const statements = blobStatements(database);
  return {
    open,
    names: (deadline: number) =>
      read(deadline, () => statements.names.all().map((row) => row['name'] as string)),
    empty,
  };

  /** Erases everything in a store, some keys a transaction: a store of a million would stop all else for long. */
  async function empty(name: string, deadline: number): Promise<void> {
    let hasMore = true;
    while (hasMore) {
      hasMore = await writes.add(deadline, () => {
        const hasErased = statements.emptySome.run(name, EMPTIED_KEYS).changes > 0;
        if (!hasErased) statements.forgetStore.run(name);
        return hasErased;
      });
      erased();
    }
  }

  /** One store. Until the deadline it waits while another process writes. */
  function open(name: string, deadline: number): Blobs {
    const textOf = (key: string) => statements.text.get(name, key)?.['text'] as string | undefined;
    const write = <Result>(work: () => Result) => writes.add(deadline, work);

    function create(key: string, text: string): boolean {
      statements.addStore.run(name);
      return statements.create.run(name, key, text).changes === 1;
    }

    /** Gives all keys that start with a prefix to `visit`, a page at a time. Between pages others have their turn. */
    async function pages(prefix: string, visit: (keys: readonly string[]) => void): Promise<void> {
      let from = prefix;
      for (;;) {
        const first = from;
        const keys = await read(deadline, () => statements.keysFrom(name, prefix, first, PAGE_KEYS));
        if (keys.length > 0) visit(keys);
        if (keys.length < PAGE_KEYS) return;
        from = `${keys.at(-1) ?? ''}${NEXT}`;
        await turn();
      }
    }

    /** The number of keys below a first folder, which the file keeps. */
    function countOf(folder: string): number {
      return Number(statements.count.get(name, folder)?.['keys'] ?? 0);
    }

    async function eachPage(
      folder: string,
      prefixes: readonly string[],
      visit: (keys: readonly string[]) => void,
    ): Promise<void> {
      for (const prefix of prefixes) await pages(folder + prefix, visit);
    }

    return {
      name,
      create: async (key, text) => {
        const isNew = await write(() => {
          const isCreated = create(key, text);
          if (!isCreated) statements.fill.run(text);
          return isCreated;
        });
        if (isNew) created(name, key);
        return isNew;
      },
      write: async (key, text) => {
        const isNew = await write(() => {
          const isCreated = create(key, text);
          if (!isCreated) statements.replace.run(name, key, text);
          return isCreated;
        });
        if (isNew) created(name, key);
        else erased();
      },
      read: (key) => read(deadline, () => textOf(key) ?? null),
      readVersion: (key) =>
        read(deadline, () => {
          const text = textOf(key);
          return text === undefined ? null : { text, version: versionOf(text) };
        }),
      replace: async (key, text, version) => {
        const isReplaced = await write(() => {
          const standing = textOf(key);
          if (standing === undefined || versionOf(standing) !== version) return false;
          return statements.replace.run(name, key, text).changes === 1;
        });
        if (isReplaced) erased();
        return isReplaced;
      },
      has: (key) => read(deadline, () => statements.has.get(name, key) !== undefined),
      erase: async (key) => {
        const hasErased = await write(() => statements.erase.run(name, key).changes > 0);
        if (hasErased) erased();
      },
      keys: async (prefix) => {
        const all: string[] = [];
        await pages(prefix, (keys) => {
          for (const key of keys) all.push(key);
        });
        return all;
      },
      firstKeys: async (prefix) => {
        const keys = await read(deadline, () => statements.keysFrom(name, prefix, prefix, FIRST_KEYS + 1));
        return { keys: keys.slice(0, FIRST_KEYS), isWhole: keys.length <= FIRST_KEYS };
      },
      count: async (folder) => {
        if (isFirstFolder(folder)) return read(deadline, () => countOf(folder));
        let count = 0;
        await pages(folder, (keys) => {
          count += keys.length;
        });
        return count;
      },
      // Both numbers come from one turn, so that they are of one moment. Too many ids would hold up all else.
      countAmong: (folder, wanted) =>
        wanted.size > LOOKED_UP_KEYS || !isFirstFolder(folder)
          ? countByListing({ eachPage }, folder, wanted)
          : read(deadline, () => {
              let found = 0;
              for (const id of wanted.values()) if (statements.has.get(name, folder + id)) found += 1;
              return { all: countOf(folder), wanted: found };
            }),
      eachPage,
      folders: () =>
        read(deadline, () =>
          statements.folders
            .all(name)
            .map((row) => (row['folder'] as string).slice(0, -1))
            .sort(),
        ),
    };
  }
}

/** True for a folder whose keys the file counts. */
function isFirstFolder(folder: string): boolean {
  return /^[^/]*\/$/u.test(folder);
}

/**
 * A version is a hash of the text. A text may be replaced and come back meanwhile. What was decided from the first is
 * right for the second, because they are equal.
 */
function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
