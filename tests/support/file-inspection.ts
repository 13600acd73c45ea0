import { DatabaseSync } from 'node:sqlite';
import type { SeedEntry } from '../blob-service/blob-store.ts';

/** Looks into a data file, and lays texts into it, beside the process that has it open. */
export interface FileInspection {
  text(store: string, key: string): string | null;
  /** The keys that start with a prefix, in order. */
  keys(store: string, prefix: string): string[];
  size(store: string): number;
  /** Lays all down in one transaction. */
  seed(store: string, entries: Iterable<SeedEntry>): void;
  clear(): void;
  close(): void;
}

/** Opens a data file by its path. This is the only file of the tests that knows its tables. */
export function inspectFile(path: string): FileInspection {
  const database = new DatabaseSync(path, { timeout: 60_000 });
  // Nothing of a test outlives the power.
  database.exec('PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY');
  const OF_STORE = 'store = (SELECT id FROM stores WHERE name = ?1)';
  const text = database.prepare(`SELECT text FROM blobs WHERE ${OF_STORE} AND key = ?2`);
  const keys = database.prepare(
    `SELECT key FROM blobs WHERE ${OF_STORE} AND key >= ?2 AND key < ?2 || CAST(x'ff' AS TEXT) ORDER BY key`,
  );
  const size = database.prepare(`SELECT coalesce(sum(keys), 0) AS size FROM folders WHERE ${OF_STORE}`);
  const addStore = database.prepare('INSERT INTO stores (name) VALUES (?1) ON CONFLICT DO NOTHING');
  const write = database.prepare(
    `INSERT INTO blobs SELECT id, ?2, zeroblob(0), ?3 FROM stores WHERE name = ?1
      ON CONFLICT DO UPDATE SET text = excluded.text`,
  );
  return {
    text: (store, key) => (text.get(store, key)?.['text'] as string | undefined) ?? null,
    keys: (store, prefix) => keys.all(store, prefix).map((row) => row['key'] as string),
    size: (store) => Number(size.get(store)?.['size']),
    seed: (store, entries) => {
      database.exec('BEGIN IMMEDIATE');
      addStore.run(store);
      for (const [key, body] of entries) write.run(store, key, textOf(key, body));
      database.exec('COMMIT');
    },
    clear: () => database.exec('BEGIN IMMEDIATE; DELETE FROM blobs; DELETE FROM stores; COMMIT'),
    close: () => database.close(),
  };
}

function textOf(key: string, body: SeedEntry[1]): string {
  if (typeof body === 'function') return body(key);
  return typeof body === 'string' ? body : Buffer.from(body).toString();
}
