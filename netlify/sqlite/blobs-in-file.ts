import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Budget } from '#store/budget.ts';
import type { Blobs } from '#store/stores.ts';
import { MARGIN_BYTES } from './database.ts';
import { turn, type WriteQueue } from './write-queue.ts';

/** What the stores of a file are made of. */
export interface Parts {
  readonly database: DatabaseSync;
  readonly writes: WriteQueue;
  /** Reads, and waits while another process holds a lock, as long as the budget lasts. */
  readonly read: <Result>(budget: Budget, work: () => Result) => Promise<Result>;
  /** To be called after each commit that erased a text. */
  readonly erased: () => void;
}

/** A page of keys: long enough to cost little each, and short enough to give way to others. */
const PAGE_KEYS = 5_000;
const EMPTIED_KEYS = 1_000;
const FIRST_KEYS = 1_000;
/** Keys are compared by bytes, and no UTF-8 has this one: the end of everything that starts with a prefix. */
const END = "CAST(x'ff' AS TEXT)";
/** What follows a text directly, by bytes. */
const NEXT = '\u0000';
const STORE = 'store = (SELECT id FROM stores WHERE name = ?1)';

/** Opens the stores of a file. All share their statements, which are prepared once. */
export function blobsInFile({ database, writes, read, erased }: Parts) {
  const statements = prepareAll(database);
  return {
    open,
    names: (budget: Budget) => read(budget, () => statements.names.all().map((row) => row['name'] as string)),
    empty,
  };

  /** Erases everything in a store, some keys a transaction: a store of a million would stop all else for long. */
  async function empty(name: string, budget: Budget): Promise<void> {
    for (let isEmpty = false; !isEmpty;) {
      isEmpty = await writes.add(budget, () => {
        const { changes } = statements.emptySome.run(name, EMPTIED_KEYS);
        if (changes === 0) statements.forgetStore.run(name);
        return changes === 0;
      });
      erased();
    }
  }

  /** One store. The budget is for waiting while another process writes. */
  function open(name: string, budget: Budget): Blobs {
    const textOf = (key: string) => statements.text.get(name, key)?.['text'] as string | undefined;
    const write = <Result>(work: () => Result) => writes.add(budget, work);

    /** Gives all keys that start with a prefix to `visit`, a page at a time. Between pages others have their turn. */
    async function pages(prefix: string, visit: (keys: readonly string[]) => void): Promise<void> {
      for (let from = prefix; ; await turn()) {
        const start = from;
        const rows = await read(budget, () => statements.page.all(name, prefix, start, PAGE_KEYS));
        const keys = rows.map((row) => row['key'] as string);
        if (keys.length > 0) visit(keys);
        if (keys.length < PAGE_KEYS) return;
        from = `${keys.at(-1) ?? ''}${NEXT}`;
      }
    }

    return {
      name,
      create: (key, text) =>
        write(() => {
          statements.addStore.run(name);
          return statements.create.run(name, key, marginOf(key), text).changes === 1;
        }),
      write: async (key, text) => {
        const isNew = await write(() => {
          statements.addStore.run(name);
          const isCreated = statements.create.run(name, key, marginOf(key), text).changes === 1;
          if (!isCreated) statements.replace.run(name, key, text);
          return isCreated;
        });
        if (!isNew) erased();
      },
      read: (key) => read(budget, () => textOf(key) ?? null),
      readVersion: (key) =>
        read(budget, () => {
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
      has: (key) => read(budget, () => statements.has.get(name, key) !== undefined),
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
        const rows = await read(budget, () => statements.page.all(name, prefix, prefix, FIRST_KEYS + 1));
        const keys = rows.slice(0, FIRST_KEYS).map((row) => row['key'] as string);
        return { keys, isWhole: rows.length <= FIRST_KEYS };
      },
      count: async (folder) => {
        if (folder.indexOf('/') === folder.length - 1) {
          return read(budget, () => Number(statements.count.get(name, folder)?.['keys'] ?? 0));
        }
        let count = 0;
        await pages(folder, (keys) => {
          count += keys.length;
        });
        return count;
      },
      eachPage: async (folder, prefixes, visit) => {
        for (const prefix of prefixes) await pages(folder + prefix, visit);
      },
      folders: () =>
        read(budget, () =>
          statements.folders
            .all(name)
            .map((row) => (row['folder'] as string).slice(0, -1))
            .sort(),
        ),
    };
  }
}

function prepareAll(database: DatabaseSync) {
  const prepare = (query: string) => database.prepare(query);
  return {
    addStore: prepare('INSERT INTO stores (name) VALUES (?1) ON CONFLICT DO NOTHING'),
    create: prepare(
      'INSERT INTO blobs SELECT id, ?2, zeroblob(?3), ?4 FROM stores WHERE name = ?1 ON CONFLICT DO NOTHING',
    ),
    replace: prepare(`UPDATE blobs SET text = ?3 WHERE ${STORE} AND key = ?2`),
    text: prepare(`SELECT text FROM blobs WHERE ${STORE} AND key = ?2`),
    has: prepare(`SELECT 1 FROM blobs WHERE ${STORE} AND key = ?2`),
    erase: prepare(`DELETE FROM blobs WHERE ${STORE} AND key = ?2`),
    page: prepare(
      `SELECT key FROM blobs WHERE ${STORE} AND key >= ?3 AND key < ?2 || ${END} ORDER BY key LIMIT ?4`,
    ),
    count: prepare(`SELECT keys FROM folders WHERE ${STORE} AND folder = ?2`),
    folders: prepare(`SELECT folder FROM folders WHERE ${STORE} AND folder <> ''`),
    names: prepare(
      'SELECT name FROM stores WHERE EXISTS (SELECT 1 FROM blobs WHERE store = id) ORDER BY name',
    ),
    forgetStore: prepare('DELETE FROM stores WHERE name = ?1'),
    emptySome: prepare(
      `DELETE FROM blobs WHERE ${STORE} AND key IN (SELECT key FROM blobs WHERE ${STORE} ORDER BY key LIMIT ?2)`,
    ),
  };
}

/** Fills up a key, so that the text after it begins in a page of its own. */
function marginOf(key: string): number {
  return Math.max(0, MARGIN_BYTES - Buffer.byteLength(key));
}

/**
 * A version is a hash of the text. A text may be replaced and come back meanwhile. What was decided from the first is
 * right for the second, because they are equal.
 */
function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
