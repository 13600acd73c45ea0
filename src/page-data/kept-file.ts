import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** SHA-256 in front of each kept file: what was half written, or spoiled, is made anew. */
const DIGEST_BYTES = 32;

const making = new Map<string, Promise<Buffer>>();

/**
 * A file that an earlier build made from the same, or one that is made now and kept. `parts` are all that it depends
 * on. Nothing is kept where the folder cannot be written; the build goes on.
 */
export function keptFile(folder: string, parts: unknown, make: () => Promise<Buffer>): Promise<Buffer> {
  const path = join(folder, createHash('sha256').update(JSON.stringify(parts)).digest('hex'));
  const known = making.get(path) ?? findOrMake(folder, path, make).finally(() => making.delete(path));
  making.set(path, known);
  return known;
}

async function findOrMake(folder: string, path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const found = await find(path).catch(() => null);
  if (found !== null) return found;
  const made = await make();
  await keep(folder, path, made).catch(() => undefined);
  return made;
}

async function find(path: string): Promise<Buffer | null> {
  const kept = await readFile(path);
  const body = kept.subarray(DIGEST_BYTES);
  if (!digest(body).equals(kept.subarray(0, DIGEST_BYTES))) return null;
  // It was asked for: forgetUnused leaves it.
  const now = new Date();
  await utimes(path, now, now);
  return body;
}

/** Another process never sees half of it. */
async function keep(folder: string, path: string, made: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true });
  const half = `${path}.${process.pid}`;
  await writeFile(half, Buffer.concat([digest(made), made]));
  await rename(half, path);
}

function digest(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}

/** Removes what nobody asked for since a build began. So the folder holds what the last build used, and no more. */
export async function forgetUnused(folder: string, since: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const { mtime } = await stat(path).catch(() => ({ mtime: since }));
    if (mtime < since) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
