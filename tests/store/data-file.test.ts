import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DataFileError } from '#sqlite/data-file-error.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import { recordStore } from '#store/record-store.ts';
import { parseRecord, toRecord } from '#store/stored-signature.ts';
import { aSignature, someIds } from './a-signature.ts';
import { BUDGET, filesWith, newFolder, openFor, signaturesOf } from './data-folder.ts';

const ODD_KEYS = ['clean-river/Zoë', 'clean-river/a b', 'clean-river/100%', 'clean-river/名前', '\u{10FFFF}'];

/** Another connection to the same file, as another process has one. */
function connect(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
}

describe('the data file', () => {
  it('is for this user alone, with all that lies beside it', async () => {
    const folder = newFolder();
    const file = openFor(folder, { alone: true });
    await signaturesOf(file).create('clean-river/1', 'text');
    const modes = readdirSync(folder).map((name) => [
      name,
      (statSync(join(folder, name)).mode & 0o777).toString(8),
    ]);
    expect(modes).toEqual([
      ['server.lock', '600'],
      ['signatures.sqlite', '600'],
      ['signatures.sqlite-shm', '600'],
      ['signatures.sqlite-wal', '600'],
    ]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('gives back after closing what was confirmed', async () => {
    const folder = newFolder();
    const first = openDataFile(folder, { alone: true });
    const ids = someIds(3_000);
    await Promise.all(ids.map((id) => signaturesOf(first).create(`clean-river/${id}`, `text of ${id}`)));
    await first.close();
    expect(readdirSync(folder).sort()).toEqual(['server.lock', 'signatures.sqlite']);
    const again = signaturesOf(openFor(folder, { alone: true }));
    expect(await again.keys('clean-river/')).toEqual(ids.map((id) => `clean-river/${id}`).sort());
    const texts = await Promise.all(ids.map((id) => again.read(`clean-river/${id}`)));
    expect(texts).toEqual(ids.map((id) => `text of ${id}`));
  });

  it('refuses everything once it is closed', async () => {
    const file = openDataFile(newFolder());
    const blobs = signaturesOf(file);
    await file.close();
    await expect(blobs.create('clean-river/1', 'text')).rejects.toThrow('closed');
    await expect(file.probe()).rejects.toThrow('closed');
    await expect(blobs.read('clean-river/1')).rejects.toThrow();
  });

  it.each(ODD_KEYS)('keeps any key as it is: %s', async (key) => {
    const blobs = signaturesOf(openFor(newFolder()));
    await blobs.create(key, 'text');
    await blobs.create('clean-river', 'another');
    const folder = key.includes('/') ? 'clean-river/' : key;
    expect([await blobs.keys(folder), await blobs.read(key)]).toEqual([[key], 'text']);
  });

  it('keeps a text with anything in it', async () => {
    const blobs = signaturesOf(openFor(newFolder()));
    const texts = ['a\u0000b', '\u0000', '👩‍👩‍👧 名前', "'); DROP TABLE blobs; --"];
    for (const text of texts) await blobs.write('clean-river/1', text);
    expect(await blobs.read('clean-river/1')).toBe(texts.at(-1));
    for (const [index, text] of texts.entries()) await blobs.create(`texts/${index}`, text);
    expect(await Promise.all(texts.map((_, index) => blobs.read(`texts/${index}`)))).toEqual(texts);
  });

  it('counts by one row that every change keeps, and lists keys without a text', async () => {
    const file = openFor(newFolder());
    const ids = someIds(300);
    for (const id of ids)
      await signaturesOf(file).create(
        `clean-river/${id}`,
        'text '.repeat(20 + (Number.parseInt(id.slice(0, 3), 16) % 300)),
      );
    await file.settle();
    const database = connect(file.path);
    const plan = (query: string) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${query}`)
        .all()
        .map((row) => row['detail']);
    expect(plan('SELECT keys FROM folders WHERE store = 1 AND folder = ?')).toEqual([
      'SEARCH folders USING PRIMARY KEY (store=? AND folder=?)',
    ]);
    expect(plan("SELECT key FROM blobs WHERE store = 1 AND key >= 'a' AND key < 'b' ORDER BY key")).toEqual([
      'SEARCH blobs USING PRIMARY KEY (store=? AND key>? AND key<?)',
    ]);
    // The texts have pages of their own, which such a search never reads.
    const pages = database
      .prepare("SELECT pageno - 1 AS place, pagetype FROM dbstat WHERE name = 'blobs'")
      .all() as unknown as { place: number; pagetype: string }[];
    const bytes = readFileSync(file.path).toString('latin1');
    const typesWith = (what: string) => {
      const there = pages.filter(({ place }) => bytes.slice(place * 512, (place + 1) * 512).includes(what));
      return [...new Set(there.map(({ pagetype }) => pagetype))].sort();
    };
    expect(typesWith('text ')).toEqual(['overflow']);
    expect(ids.filter((id) => !bytes.includes(`clean-river/${id}`))).toEqual([]);
    expect(typesWith('clean-river/')).toEqual(['internal', 'leaf']);
  });
});

describe('opening a data file', () => {
  it('takes one server a folder, and says which', async () => {
    const folder = newFolder();
    const first = openDataFile(folder, { alone: true });
    const opening = () => openDataFile(folder, { alone: true });
    expect(opening).toThrow(DataFileError);
    expect(opening).toThrow(`Another server is using the folder ${folder}.`);
    await signaturesOf(first).create('clean-river/1', 'text');
    // A command may still read and write beside it.
    const beside = openFor(folder);
    expect(await signaturesOf(beside).read('clean-river/1')).toBe('text');
    expect(await signaturesOf(beside).create('clean-river/2', 'text')).toBe(true);
    await first.close();
    await openDataFile(folder, { alone: true }).close();
  });

  it('leaves a file of another program as it is, and says so', async () => {
    const folder = newFolder();
    const path = await openAndClose(folder);
    const other = connect(path);
    other.exec('PRAGMA application_id = 1');
    other.close();
    expect(() => openDataFile(folder)).toThrow(`This file is of another program: ${path}.`);
  });

  it('leaves a file of a newer version as it is, and says so', async () => {
    const folder = newFolder();
    const path = await openAndClose(folder);
    const other = connect(path);
    other.exec('PRAGMA user_version = 2');
    other.close();
    expect(() => openDataFile(folder)).toThrow('written by another version');
  });

  it('says of a file that is no database what to do', async () => {
    const folder = newFolder();
    const path = await openAndClose(folder);
    writeFileSync(path, 'no database at all, but a text that is long enough'.repeat(100));
    expect(() => openDataFile(folder)).toThrow(`The data file failed: ${path}. It is no database.`);
  });

  it('says of a damaged file to put a backup in its place', async () => {
    const folder = newFolder();
    const path = await openAndClose(folder);
    truncateSync(path, 1024);
    expect(() => openDataFile(folder)).toThrow('put a backup in its place');
  });

  async function openAndClose(folder: string): Promise<string> {
    const file = openDataFile(folder);
    await file.close();
    return file.path;
  }
});

describe('while another process writes', () => {
  it('a write waits, and reads go on', async () => {
    const file = openFor(newFolder());
    const other = connect(file.path);
    other.exec('BEGIN IMMEDIATE');
    let isWritten = false;
    const writing = signaturesOf(file)
      .create('clean-river/1', 'text')
      .then(() => (isWritten = true));
    for (let turn = 0; turn < 20; turn += 1) await signaturesOf(file).count('clean-river/');
    expect(isWritten).toBe(false);
    other.exec('COMMIT');
    await writing;
    expect(await signaturesOf(file).count('clean-river/')).toBe(1);
  });

  it('a write fails when its budget is spent, and one with a longer budget does not', async () => {
    const file = openFor(newFolder());
    const other = connect(file.path);
    other.exec('BEGIN IMMEDIATE');
    const short = signaturesOf(file, { totalMs: 20, attemptMs: 20 }).create('clean-river/1', 'text');
    const long = signaturesOf(file).create('clean-river/2', 'text');
    await expect(short).rejects.toThrow('Another program has been writing');
    other.exec('COMMIT');
    expect(await long).toBe(true);
    expect(await signaturesOf(file).keys('')).toEqual(['clean-river/2']);
  });

  it('what the store says of it tells the people who run the machine what to do', async () => {
    const file = openFor(newFolder());
    connect(file.path).exec('BEGIN IMMEDIATE');
    const blobs = signaturesOf(file, { totalMs: 20, attemptMs: 20 });
    const store = recordStore(blobs, { toText: toRecord, parse: parseRecord });
    await expect(store.create(aSignature())).rejects.toThrow(
      `The store did not confirm: create. The data file failed: ${file.path}. Another program has been writing`,
    );
  });

  it('the file can be settled once that one has read', async () => {
    const folder = newFolder();
    const file = openFor(folder);
    await signaturesOf(file).create('clean-river/1', 'the text of one');
    const other = connect(file.path);
    other.exec('BEGIN');
    other.prepare('SELECT * FROM blobs').all();
    await signaturesOf(file).erase('clean-river/1');
    let isSettled = false;
    const settling = file.settle().then(() => (isSettled = true));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([isSettled, filesWith(folder, 'the text of one').length > 0]).toEqual([false, true]);
    other.exec('COMMIT');
    await settling;
    expect(filesWith(folder, 'the text of one')).toEqual([]);
  });

  it('the probe says so', async () => {
    const file = openFor(newFolder());
    await expect(file.probe()).resolves.toBeUndefined();
    const other = connect(file.path);
    other.exec('BEGIN IMMEDIATE');
    await expect(file.probe()).rejects.toThrow(DataFileError);
  });
});

describe('a transaction', () => {
  it('holds the writes of one turn, and is taken back whole', async () => {
    const file = openFor(newFolder());
    const blobs = signaturesOf(file);
    const writes = ['1', '2', '3'].map((id) => blobs.create(`clean-river/${id}`, 'text'));
    // A text that is none makes the whole group fail.
    const failing = blobs.create('clean-river/4', Symbol('no text') as unknown as string);
    const outcomes = await Promise.allSettled([...writes, failing]);
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'rejected'));
    expect(await blobs.keys('')).toEqual([]);
    expect(await blobs.create('clean-river/1', 'text')).toBe(true);
  });

  it('lets one of 500 creates win that come at once, over two connections', async () => {
    const folder = newFolder();
    const files = [openFor(folder), openFor(folder)];
    const creates = Array.from({ length: 500 }, (_, index) =>
      signaturesOf(files[index % 2] ?? openFor(folder), BUDGET).create('clean-river/1', `of ${index}`),
    );
    const won = await Promise.all(creates);
    expect(won.filter(Boolean)).toHaveLength(1);
    const [file] = files;
    expect(file && (await signaturesOf(file).read('clean-river/1'))).toBe(`of ${won.indexOf(true)}`);
  });

  it('lets one of 500 replaces of one version win', async () => {
    const blobs = signaturesOf(openFor(newFolder()));
    await blobs.create('clean-river/1', 'first');
    const version = (await blobs.readVersion('clean-river/1'))?.version ?? '';
    const won = await Promise.all(
      Array.from({ length: 500 }, (_, index) => blobs.replace('clean-river/1', `of ${index}`, version)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
  });
});
