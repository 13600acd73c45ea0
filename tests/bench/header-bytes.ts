import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { headersFor, readHeaderRules } from '../site/header-rules.ts';
import { besideOlder, type BenchRow, type Scale } from './bench-row.ts';
import { startBlobProcess } from './blob-process.ts';
import { buildSite } from './deployed.ts';
import { countFunction } from './functions.ts';
import { olderFunctions } from './older.ts';

/** An answer of each kind that the host sends by itself. */
const FILES = { page: '/clean-river/', script: '/_astro/a.js', picture: '/pictures/a.png' };

/** Counts the bytes of headers that we add to an answer of each kind. An older checkout builds the same site. */
export async function benchHeaderBytes({ beside }: Scale): Promise<BenchRow[]> {
  const root = process.env['UNDERSIGNED_ROOT'] ?? '';
  await using blobs = await startBlobProcess();
  await blobs.tell({ kind: 'clear' });
  const ours = await bytesOf(root, await countFunction());
  const older = await olderFunctions(beside);
  const before = beside && older ? await olderBytes(root, beside, await older.countFunction()) : null;
  return Object.entries(ours).map(([kind, value]) => {
    const row = { what: `headers of a ${kind}, as the site sets them`, value, unit: 'bytes', note: '' };
    return before === null ? row : besideOlder(row, before[kind] ?? Number.NaN);
  });
}

async function olderBytes(root: string, beside: string, count: () => Promise<Response>) {
  const copy = await mkdtemp(join('.tmp', 'bench-older-'));
  try {
    await cp(join(root, 'content'), join(copy, 'content'), { recursive: true });
    await buildSite(join(process.cwd(), copy), beside);
    return await bytesOf(copy, count);
  } finally {
    await rm(copy, { recursive: true });
  }
}

async function bytesOf(root: string, count: () => Promise<Response>): Promise<Record<string, number>> {
  const rules = await readHeaderRules(join(root, 'dist'));
  const kinds = Object.entries(FILES).map(
    ([kind, path]) => [kind, lengthOf(Object.entries(headersFor(rules, path)))] as const,
  );
  const { headers } = await count();
  return { ...Object.fromEntries(kinds), count: lengthOf([...headers]) };
}

/** As HTTP/1.1 writes them. HTTP/2 packs them, and repeats them less within a connection. */
function lengthOf(headers: readonly (readonly [string, string])[]): number {
  return headers.reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, 0);
}
