import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PAGE_BYTES } from './blob-statements.ts';
import { DataFileError, explained } from './data-file-error.ts';

/** Tells our files from those of other programs: "UndS". */
const APPLICATION_ID = 0x55_6e_64_53;
/** Rises with the schema. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE stores (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE blobs (
    store INTEGER NOT NULL, key TEXT NOT NULL, margin BLOB NOT NULL, text TEXT NOT NULL, PRIMARY KEY (store, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE folders (
    store INTEGER NOT NULL, folder TEXT NOT NULL, keys INTEGER NOT NULL, PRIMARY KEY (store, folder)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER counted_in AFTER INSERT ON blobs BEGIN
    INSERT INTO folders VALUES (new.store, substr(new.key, 1, instr(new.key, '/')), 1)
      ON CONFLICT DO UPDATE SET keys = keys + 1;
  END;
  CREATE TRIGGER counted_out AFTER DELETE ON blobs BEGIN
    UPDATE folders SET keys = keys - 1 WHERE store = old.store AND folder = substr(old.key, 1, instr(old.key, '/'));
    DELETE FROM folders
      WHERE store = old.store AND folder = substr(old.key, 1, instr(old.key, '/')) AND keys = 0;
  END;
  CREATE TABLE state (id INTEGER PRIMARY KEY, turn INTEGER NOT NULL, is_open INTEGER NOT NULL) STRICT;
  INSERT INTO state VALUES (1, 0, 0);
  CREATE TABLE fillers (id INTEGER PRIMARY KEY, filler BLOB NOT NULL) STRICT;
  INSERT INTO fillers VALUES (1, x'');
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** How long opening waits for another process that has just made the file. */
const OPENING_MS = 5_000;

/**
 * Opens the database at a path, and makes it if there is none. Throws `DataFileError` if the file is of another
 * program or a newer version, or damaged.
 */
export function openDatabase(path: string): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    createPrivate(path);
    const database = new DatabaseSync(path, { timeout: OPENING_MS });
    try {
      prepare(database, path);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw explained(error, path);
  }
}

/** Makes a file that only this user reads. An existing one stays. */
export function createPrivate(path: string): void {
  try {
    // Only a new file is opened here: closing one would release the locks that SQLite holds on it.
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    chmodSync(path, 0o600);
  }
}

function prepare(database: DatabaseSync, path: string): void {
  if (isEmpty(database)) {
    database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE`);
    // Another process may have made the schema meanwhile.
    if (isEmpty(database)) database.exec(SCHEMA);
    database.exec('COMMIT');
  }
  const applicationId = numberOf(database, 'PRAGMA application_id');
  if (applicationId !== APPLICATION_ID) {
    throw new DataFileError(
      `This file is of another program: ${path}. Move it away, or name another folder in DATA_DIR.`,
    );
  }
  const version = numberOf(database, 'PRAGMA user_version');
  if (version !== SCHEMA_VERSION) {
    throw new DataFileError(
      `This file was written by another version of Undersigned: ${path}. Its format is ${version}, and this version reads format ${SCHEMA_VERSION}. Use the version that wrote it, or a newer one.`,
    );
  }
  // A full barrier for every commit, zeroes over all that goes, and no temporary file beside ours.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA mmap_size = 268435456;
    PRAGMA cache_size = -32000;
    PRAGMA wal_autocheckpoint = 8000;
    PRAGMA busy_timeout = 0;
  `);
}

function isEmpty(database: DatabaseSync): boolean {
  return numberOf(database, 'SELECT count(*) FROM sqlite_schema') === 0;
}

function numberOf(database: DatabaseSync, query: string): number {
  const [value] = Object.values(database.prepare(query).get() ?? {});
  return Number(value);
}
