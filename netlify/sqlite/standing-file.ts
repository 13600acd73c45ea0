import { statSync } from 'node:fs';
import { DataFileError } from './data-file-error.ts';

/**
 * Remembers which files stand at a database's path and at that of its log. The result throws a `DataFileError` once
 * others stand there, or none. An open file can be written to after it was erased. What it took would be gone with the
 * process, though everybody was told that it is kept.
 */
export function standingFile(path: string): () => void {
  const standing = new Map<string, string>();

  function look(): void {
    for (const file of [path, `${path}-wal`]) {
      const found = statSync(file, { throwIfNoEntry: false });
      const id = found && `${found.dev}:${found.ino}`;
      const known = standing.get(file);
      // The log may begin with the first write.
      if (known === undefined && id !== undefined) standing.set(file, id);
      if (known === undefined || known === id) continue;
      throw new DataFileError(
        `The data file was taken away while it was in use: ${file}. Nothing is accepted. End the server, put the file or a backup in its place, and start again.`,
      );
    }
  }

  look();
  return look;
}
