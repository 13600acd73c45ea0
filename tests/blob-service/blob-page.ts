import type { SortedKeys } from './sorted-keys.ts';

const PAGE_MAX_ENTRIES = 1_000;

export interface PageQuery {
  readonly prefix: string;
  readonly cursor: string | null;
  /** Groups everything under the next `/` after the prefix into one directory, named without its closing slash. */
  readonly directories: boolean;
}

/** The body of a list reply, spelled as the wire has it. */
export interface BlobPage {
  readonly blobs: { readonly etag: string; readonly key: string }[];
  readonly directories: string[];
  /** Present only when more entries exist. */
  readonly next_cursor?: string;
}

/**
 * Lists at most 1,000 blobs and directories in key order. A cursor names a place in that order and not a count.
 * So keys that come and go between two pages neither hide nor repeat others.
 */
export function listPage(keys: SortedKeys, etagOf: (key: string) => string, query: PageQuery): BlobPage {
  const page: BlobPage = { blobs: [], directories: [] };
  let next = query.cursor === null ? query.prefix : decodeCursor(query.cursor);
  let walk = keys.from(next);
  for (let step = walk.next(); step.done !== true; step = walk.next()) {
    const key = step.value;
    if (!key.startsWith(query.prefix)) break;
    if (page.blobs.length + page.directories.length === PAGE_MAX_ENTRIES) {
      return { ...page, next_cursor: encodeCursor(next) };
    }
    const slash = query.directories ? key.indexOf('/', query.prefix.length) : -1;
    if (slash === -1) {
      page.blobs.push({ etag: etagOf(key), key });
      next = `${key}\0`;
    } else {
      const directory = key.slice(0, slash);
      page.directories.push(directory);
      // '0' follows '/' in code unit order: the first key behind the directory.
      next = `${directory}0`;
      walk = keys.from(next);
    }
  }
  return page;
}

function encodeCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

function decodeCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}
