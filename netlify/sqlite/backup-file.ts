import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFileError, explained } from './data-file-error.ts';
import { createPrivate } from './database.ts';

/**
 * Copies a data file into a new one, as it is at one moment. Others go on writing. The copy is on the disk and found
 * whole before this resolves. It holds up the process, so a backup belongs into a process of its own. Throws
 * `DataFileError` if the target exists.
 */
export async function backUp(path: string, to: string): Promise<void> {
  if (existsSync(to)) {
    throw new DataFileError(`There is a file already: ${to}. Name another one: a backup overwrites nothing.`);
  }
  createPrivate(to);
  try {
    copy(path, to);
    check(to);
    await reachDisk(to);
    await reachDisk(dirname(to));
  } catch (error) {
    await rm(to, { force: true });
    throw explained(error, to);
  }
}

/**
 * Writes every row anew, in the order of keys, as they are at one moment. A copy of pages would tell in which order
 * signatures came. Its free space would hold codes of what was erased.
 */
function copy(path: string, to: string): void {
  const source = new DatabaseSync(path, { timeout: 5_000 });
  try {
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
}

function check(to: string): void {
  const copied = new DatabaseSync(to);
  try {
    // Then the copy is one file, and none beside it belongs to it.
    copied.exec('PRAGMA journal_mode = DELETE');
    const found = copied.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    if (found !== 'ok') throw new DataFileError(`The copy is damaged: ${to}. So the data file may be, too.`);
  } finally {
    copied.close();
  }
}

async function reachDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
