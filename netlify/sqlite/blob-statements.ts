import type { DatabaseSync } from 'node:sqlite';

/** A page of this size holds some keys, or half a signature. It cannot change once the file has content. */
export const PAGE_BYTES = 512;

/**
 * SQLite keeps the first bytes of a row in a page that rows share. The rest gets pages of its own, of `U - 4` bytes
 * each (https://sqlite.org/fileformat2.html, 1.6). How many are first depends on the length of the whole row. A margin
 * of zeroes sets it so that just the key is first. So texts lie in pages of their own, which SQLite zeroes as it frees
 * them. In shared pages, copies may stay behind when rows move, also with `secure_delete`. And who lists keys reads no
 * texts.
 */
const OWN_PAGE_BYTES = PAGE_BYTES - 4;
const LEAST_LOCAL_BYTES = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23;
const MOST_LOCAL_BYTES = Math.floor(((PAGE_BYTES - 12) * 64) / 255) - 23;
/** Types and store before the key: at most this, and up to 4 bytes less. */
const BEFORE_KEY_BYTES = 11;
const LOCAL = `min(${MOST_LOCAL_BYTES}, max(${LEAST_LOCAL_BYTES + 4}, ${BEFORE_KEY_BYTES} + octet_length(?2)))`;
const LEAST_MARGIN = `max(0, ${LOCAL} - ${BEFORE_KEY_BYTES} - octet_length(?2))`;
const REST = `(octet_length(?3) + ${BEFORE_KEY_BYTES} + octet_length(?2) + ${LEAST_MARGIN} - ${LOCAL})`;
const MARGIN = `zeroblob(
  ${LEAST_MARGIN} + (${OWN_PAGE_BYTES} - ${REST} % ${OWN_PAGE_BYTES}) % ${OWN_PAGE_BYTES}
)`;

/** Keys are compared by bytes, and no UTF-8 has this one: the end of everything that starts with a prefix. */
const END = "CAST(x'ff' AS TEXT)";
const STORE = 'store = (SELECT id FROM stores WHERE name = ?1)';

/** The statements about blobs, prepared. The first argument is the store's name. The second is a key, unless said. */
export function blobStatements(database: DatabaseSync) {
  const prepare = (query: string) => database.prepare(query);
  const page = prepare(
    `SELECT key FROM blobs WHERE ${STORE} AND key >= ?3 AND key < ?2 || ${END} ORDER BY key LIMIT ?4`,
  );
  // An object for each row takes longer than finding it.
  page.setReturnArrays(true);
  return {
    addStore: prepare('INSERT INTO stores (name) VALUES (?1) ON CONFLICT DO NOTHING'),
    forgetStore: prepare('DELETE FROM stores WHERE name = ?1'),
    names: prepare(
      'SELECT name FROM stores WHERE EXISTS (SELECT 1 FROM blobs WHERE store = id) ORDER BY name',
    ),
    create: prepare(
      `INSERT INTO blobs
        SELECT id, ?2, ${MARGIN}, ?3 FROM stores WHERE name = ?1
        ON CONFLICT DO NOTHING`,
    ),
    /** Writes about as many pages as a new row with this text, and nothing of it. Else the time would tell of a row. */
    fill: prepare(`UPDATE fillers SET filler = randomblob(octet_length(?1) + ${3 * PAGE_BYTES})`),
    replace: prepare(`UPDATE blobs SET margin = ${MARGIN}, text = ?3 WHERE ${STORE} AND key = ?2`),
    text: prepare(`SELECT text FROM blobs WHERE ${STORE} AND key = ?2`),
    has: prepare(`SELECT 1 FROM blobs WHERE ${STORE} AND key = ?2`),
    erase: prepare(`DELETE FROM blobs WHERE ${STORE} AND key = ?2`),
    /** So many keys of a store that start with a prefix, from `first` on, sorted. */
    keysFrom: (store: string, prefix: string, first: string, most: number) =>
      (page.all(store, prefix, first, most) as unknown as [string][]).map(([key]) => key),
    /** `?2` is a folder with its `/`. */
    count: prepare(`SELECT keys FROM folders WHERE ${STORE} AND folder = ?2`),
    folders: prepare(`SELECT folder FROM folders WHERE ${STORE} AND folder <> ''`),
    /** `?2` is how many. */
    emptySome: prepare(
      `DELETE FROM blobs WHERE ${STORE} AND key IN (SELECT key FROM blobs WHERE ${STORE} ORDER BY key LIMIT ?2)`,
    ),
  };
}
