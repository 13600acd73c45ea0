import type { DatabaseSync } from 'node:sqlite';

/**
 * What SQLite keeps of a row in a page of the index, at most: `(U - 12) * 64 / 255 - 23` of `U` bytes
 * (https://sqlite.org/fileformat2.html, 1.6). All else lies in pages that belong to this row alone. The margin fills up
 * what the key leaves. So texts always lie in pages of their own, and SQLite zeroes such a page as it frees it. In a
 * page that rows share, a copy may stay behind when rows move to another page, also with `secure_delete`.
 */
export const PAGE_BYTES = 512;
const MARGIN_BYTES = Math.floor(((PAGE_BYTES - 12) * 64) / 255) - 23;

/** Keys are compared by bytes, and no UTF-8 has this one: the end of everything that starts with a prefix. */
const END = "CAST(x'ff' AS TEXT)";
const STORE = 'store = (SELECT id FROM stores WHERE name = ?1)';

/** The statements about blobs, prepared. The first argument is the store's name. The second is a key, unless said. */
export function blobStatements(database: DatabaseSync) {
  const prepare = (query: string) => database.prepare(query);
  return {
    addStore: prepare('INSERT INTO stores (name) VALUES (?1) ON CONFLICT DO NOTHING'),
    forgetStore: prepare('DELETE FROM stores WHERE name = ?1'),
    names: prepare(
      'SELECT name FROM stores WHERE EXISTS (SELECT 1 FROM blobs WHERE store = id) ORDER BY name',
    ),
    create: prepare(
      `INSERT INTO blobs
        SELECT id, ?2, zeroblob(max(0, ${MARGIN_BYTES} - octet_length(?2))), ?3 FROM stores WHERE name = ?1
        ON CONFLICT DO NOTHING`,
    ),
    replace: prepare(`UPDATE blobs SET text = ?3 WHERE ${STORE} AND key = ?2`),
    text: prepare(`SELECT text FROM blobs WHERE ${STORE} AND key = ?2`),
    has: prepare(`SELECT 1 FROM blobs WHERE ${STORE} AND key = ?2`),
    erase: prepare(`DELETE FROM blobs WHERE ${STORE} AND key = ?2`),
    /** `?2` is a prefix, `?3` the first key, and `?4` how many. */
    page: prepare(
      `SELECT key FROM blobs WHERE ${STORE} AND key >= ?3 AND key < ?2 || ${END} ORDER BY key LIMIT ?4`,
    ),
    /** `?2` is a folder with its `/`. */
    count: prepare(`SELECT keys FROM folders WHERE ${STORE} AND folder = ?2`),
    folders: prepare(`SELECT folder FROM folders WHERE ${STORE} AND folder <> ''`),
    /** `?2` is how many. */
    emptySome: prepare(
      `DELETE FROM blobs WHERE ${STORE} AND key IN (SELECT key FROM blobs WHERE ${STORE} ORDER BY key LIMIT ?2)`,
    ),
  };
}
