import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { someIds } from './a-signature.ts';
import { newFolder, openFor, signaturesOf } from './data-folder.ts';

describe('a backup', () => {
  it('is whole, taken while another connection writes, and is restored by laying it into a folder', async () => {
    const folder = newFolder();
    const [file, other] = [openFor(folder, { alone: true }), openFor(folder)];
    const ids = someIds(2_000);
    const text = (id: string) => `text of ${id}`;
    const before = ids.slice(0, 1_000);
    await Promise.all(before.map((id) => signaturesOf(file).create(`clean-river/${id}`, text(id))));
    const taken = new AbortController();
    let last = 1_000;
    const writing = (async () => {
      for (; !taken.signal.aborted && last < ids.length; last += 1) {
        const id = ids[last] ?? '';
        await signaturesOf(other).create(`clean-river/${id}`, text(id));
      }
    })();
    const copy = join(dirname(folder), 'copy.sqlite');
    await file.backup(copy);
    taken.abort();
    await writing;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(copy)).sort()).toEqual(['copy.sqlite', 'data']);

    const restored = newFolder();
    mkdirSync(restored);
    copyFileSync(copy, join(restored, 'signatures.sqlite'));
    const blobs = signaturesOf(openFor(restored, { alone: true }));
    const keys = await blobs.keys('clean-river/');
    expect(keys).toEqual(expect.arrayContaining(before.map((id) => `clean-river/${id}`)));
    // What came meanwhile is there up to one moment, and nothing after it.
    const there = ids.slice(0, last).filter((id) => keys.includes(`clean-river/${id}`));
    expect(there).toEqual(ids.slice(0, there.length));
    expect(await blobs.count('clean-river/')).toBe(keys.length);
    const texts = await Promise.all(keys.map((key) => blobs.read(key)));
    expect(texts).toEqual(keys.map((key) => text(key.slice('clean-river/'.length))));
    expect(await blobs.create('clean-river/more', 'text')).toBe(true);
  });

  it('never goes over a file that is there', async () => {
    const folder = newFolder();
    const file = openFor(folder);
    const copy = join(folder, 'copy.sqlite');
    writeFileSync(copy, 'something else');
    await expect(file.backup(copy)).rejects.toThrow(`There is a file already: ${copy}.`);
    await expect(file.backup(file.path)).rejects.toThrow('There is a file already');
    expect(statSync(copy).size).toBe('something else'.length);
  });

  it('leaves nothing behind where it fails', async () => {
    const folder = newFolder();
    const file = openFor(folder);
    await expect(file.backup(join(folder, 'no-such-folder', 'copy.sqlite'))).rejects.toThrow();
    await signaturesOf(file).create('clean-river/1', 'text');
    await file.settle();
    damage(file.path);
    await expect(file.backup(join(folder, 'copy.sqlite'))).rejects.toThrow(/damaged/u);
    expect(readdirSync(folder)).not.toContain('copy.sqlite');
  });
});

/** Gives a column another type than its values have: only a look at the whole file finds it. */
function damage(path: string): void {
  const database = new DatabaseSync(path);
  database.enableDefensive(false);
  database.exec(`
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT NOT NULL UNIQUE', 'name INTEGER NOT NULL UNIQUE');
  `);
  database.close();
}
