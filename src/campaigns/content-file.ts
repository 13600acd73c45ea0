import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names in a folder in alphabetical order; an empty list if there is no such folder. */
export async function listFolder(root: string, path: string): Promise<string[]> {
  const names = await orNull(readdir(join(root, path)));
  return (names ?? []).filter((name) => !name.startsWith('.')).sort();
}

/** A file's text, or `null` if there is no file. */
export function readText(root: string, path: string): Promise<string | null> {
  return orNull(readFile(join(root, path), 'utf8'));
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null;
    throw error;
  }
}
