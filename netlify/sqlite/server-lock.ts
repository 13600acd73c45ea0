import { DatabaseSync } from 'node:sqlite';
import { DataFileError, explained, isBusy } from './data-file-error.ts';
import { createPrivate } from './database.ts';

/**
 * Holds a folder for one server. The lock is one of the operating system, so it is gone with the process, however that
 * ends. It lies in a file of its own: other programs still read the data, and copy it. Throws `DataFileError` if
 * another server holds it. Returns how to release it.
 */
export function lockForServer(path: string, folder: string): () => void {
  createPrivate(path);
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    // No file beside it, and nothing is ever written.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw explained(error, path);
    throw new DataFileError(
      `Another server is using the folder ${folder}. End that one first, or name another folder in DATA_DIR.`,
      { cause: error },
    );
  }
  return () => lock.close();
}
