import { cpSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openDataFile } from '#sqlite/data-file.ts';
import { someIds } from './a-signature.ts';
import { filesWith, newFolder, openFor, signaturesOf, until } from './data-folder.ts';

/** A text as long as that of a signature. Its mark stands in it often: wherever a page ends, one is whole. */
function textOf(mark: string): string {
  return `<${mark}>`.repeat(10 + (Number.parseInt(mark.slice(0, 2), 16) % 10 || 0));
}

/** A file with some signatures. They came in the order of the ids. */
async function filled(ids: readonly string[], folder = newFolder(), options = {}) {
  const file = openFor(folder, options);
  for (let from = 0; from < ids.length; from += 40) {
    const some = ids.slice(from, from + 40);
    await Promise.all(some.map((id) => signaturesOf(file).create(`clean-river/${id}`, textOf(id))));
  }
  return { folder, file, blobs: signaturesOf(file) };
}

describe('what is erased', () => {
  it('stands in no byte of any file once it is settled: neither text nor key', async () => {
    const ids = someIds(6_000);
    const { folder, file, blobs } = await filled(ids);
    await file.settle();
    const gone = ids.filter((_, index) => index % 3 === 0);
    const { size } = statSync(file.path);
    for (const id of gone) await blobs.erase(`clean-river/${id}`);
    await file.settle();
    // It is written anew, without free space in which a key could be left.
    expect(statSync(file.path).size).toBeLessThan(0.8 * size);
    const all = bytesOf(folder);
    const found = new Set(Array.from(all.matchAll(/[0-9a-f]{32}/gu), ([id]) => id));
    expect(gone.filter((id) => found.has(id))).toEqual([]);
    expect(ids.filter((id) => found.has(id))).toHaveLength(ids.length - gone.length);
  });

  it('is every text at once, also without the file being written anew', async () => {
    const ids = someIds(4_000);
    const { folder, file, blobs } = await filled(ids);
    const gone = ids.filter((_, index) => index % 5 === 0);
    for (const id of gone) await blobs.erase(`clean-river/${id}`);
    truncateLog(file.path);
    const found = new Set(Array.from(bytesOf(folder).matchAll(/<([0-9a-f]{32})>/gu), ([, id]) => id));
    expect(gone.filter((id) => found.has(id))).toEqual([]);
    expect(ids.filter((id) => found.has(id))).toHaveLength(ids.length - gone.length);
  });

  it.each([
    ['longer', 'x'.repeat(2_000)],
    ['shorter', 'x'],
    ['of the same length', textOf('second')],
  ])('is the old text where one that is %s takes its place', async (_, next) => {
    const { folder, file, blobs } = await filled([]);
    await blobs.create('clean-river/1', textOf('firsts'));
    await blobs.create('clean-river/2', textOf('firsts'));
    const version = (await blobs.readVersion('clean-river/2'))?.version ?? '';
    await file.settle();
    expect(filesWith(folder, 'firsts')).toEqual(['signatures.sqlite']);
    await blobs.write('clean-river/1', next);
    expect(await blobs.replace('clean-river/2', next, version)).toBe(true);
    await file.settle();
    expect(filesWith(folder, 'firsts')).toEqual([]);
  });

  it('is a whole store', async () => {
    const ids = someIds(2_500);
    const { folder, file } = await filled(ids);
    await file.stores({ totalMs: 20_000, attemptMs: 20_000 }).empty('signatures-production');
    await file.settle();
    const found = bytesOf(folder);
    expect(ids.filter((id) => found.includes(id))).toEqual([]);
    expect(found).not.toContain('signatures-production');
  });

  it('goes by itself soon, and as the file closes', async () => {
    const { folder, blobs } = await filled(['a1', 'b2']);
    await blobs.erase('clean-river/a1');
    await until(() => filesWith(folder, '<a1>').length === 0);
    expect(filesWith(folder, '<b2>')).toEqual(['signatures.sqlite']);
    const other = openDataFile(newFolder());
    await signaturesOf(other).create('clean-river/1', textOf('gone'));
    await signaturesOf(other).erase('clean-river/1');
    await other.close();
    expect(readFileSync(other.path).includes('gone')).toBe(false);
  });
});

describe('the order in which signatures came', () => {
  const ids = someIds(1_000);

  it('is in the pages of the file at first, and no longer once it is settled', async () => {
    const { folder, file } = await filled(ids);
    truncateLog(file.path);
    expect(told(folder)).toBeGreaterThan(0.9);
    await file.settle();
    expect(told(folder)).toBeLessThan(0.2);
    expect(await signaturesOf(file).keys('')).toEqual(ids.map((id) => `clean-river/${id}`).sort());
    expect(await signaturesOf(file).read(`clean-river/${ids[0] ?? ''}`)).toBe(textOf(ids[0] ?? ''));
  });

  it('is mixed by chance, so that nobody can calculate it back', async () => {
    const [one, other] = [await filled(ids), await filled(ids)];
    truncateLog(one.file.path);
    truncateLog(other.file.path);
    expect(placesIn(one.folder)).toEqual(placesIn(other.folder));
    await one.file.settle();
    await other.file.settle();
    const there = placesIn(other.folder);
    const inOrderOfOne = [...placesIn(one.folder).entries()].toSorted(([, a], [, b]) => a - b);
    const places = inOrderOfOne.map(([index]) => there[index] ?? 0);
    expect(Math.abs(correlation(places))).toBeLessThan(0.2);
  });

  it('is not in a file that was closed', async () => {
    const folder = newFolder();
    const file = openDataFile(folder, { alone: true });
    await Promise.all(ids.map((id) => signaturesOf(file).create(`clean-river/${id}`, textOf(id))));
    await file.close();
    expect(told(folder)).toBeLessThan(0.2);
  });

  it('is mixed by the next server where one was killed, whatever command opened the file meanwhile', async () => {
    const { folder, file } = await filled(ids, newFolder(), { alone: true });
    await openDataFile(folder).close();
    truncateLog(file.path);
    const killed = newFolder();
    cpSync(folder, killed, { recursive: true });
    expect(told(killed)).toBeGreaterThan(0.9);
    await openFor(killed, { alone: true }).settle();
    expect(told(killed)).toBeLessThan(0.2);
  });

  it('is mixed for a whole hour at once, however often the file is settled in it', async () => {
    const { folder, file } = await filled(ids.slice(0, 500));
    await file.settle();
    for (const id of ids.slice(500)) await signaturesOf(file).create(`clean-river/${id}`, textOf(id));
    await file.settle();
    expect(told(folder)).toBeLessThan(0.2);
  });

  /** Where the texts lie, in the order in which they came. */
  function placesIn(folder: string): number[] {
    const bytes = bytesOf(folder, 'signatures.sqlite');
    return ids.map((id) => bytes.indexOf(`<${id}>`));
  }

  /** How much the places of the texts tell of the order: from 0, nothing, to 1. */
  function told(folder: string): number {
    return Math.abs(correlation(placesIn(folder)));
  }
});

/** Moves all that was written into the file, as another connection would. */
function truncateLog(path: string): void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

/** All bytes of the files in a folder, a character a byte. */
function bytesOf(folder: string, ...names: readonly string[]): string {
  const files = names.length > 0 ? names : filesWith(folder, '');
  return files.map((name) => readFileSync(join(folder, name)).toString('latin1')).join('\n');
}

/** The correlation of places with the order of the list. It is 1 if they rise steadily, and near 0 if not. */
function correlation(places: readonly number[]): number {
  const sorted = places.toSorted((one, other) => one - other);
  const ranks = places.map((place) => sorted.indexOf(place));
  const middle = (places.length - 1) / 2;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return (
    sum(ranks.map((rank, index) => (rank - middle) * (index - middle))) /
    sum(ranks.map((_, index) => (index - middle) ** 2))
  );
}
