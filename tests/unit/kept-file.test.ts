import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetUnused, keptFile } from '#page-data/kept-file.ts';
import { keptPicture, keptShareCard, MAKERS } from '#page-data/kept-pictures.ts';
import type { ShareCard } from '#page-data/share-card.ts';
import { importGraph, isOurs } from './import-graph.ts';

let folder = '';
let made = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-kept-'));
  made = 0;
});

afterEach(() => rm(folder, { recursive: true }));

const ask = (words: string, into = folder) =>
  keptFile(into, ['test', words], () => {
    made += 1;
    return Promise.resolve(Buffer.from(`made of ${words}`));
  });

/** The kept files, by name. */
const kept = async () => (await readdir(folder)).toSorted();

describe('a file that builds keep', () => {
  it('is made once, also for two who ask at once, and anew for other words', async () => {
    expect((await Promise.all([ask('a'), ask('a')])).map(String)).toEqual(['made of a', 'made of a']);
    expect(String(await ask('a'))).toBe('made of a');
    expect([made, (await kept()).length]).toEqual([1, 1]);
    expect(String(await ask('b'))).toBe('made of b');
    expect([made, (await kept()).length]).toEqual([2, 2]);
  });

  it.each([
    ['is empty', () => Buffer.alloc(0)],
    ['was half written', (whole: Buffer) => whole.subarray(0, -3)],
    [
      'has one wrong bit',
      (whole: Buffer) => Buffer.from(whole.map((byte, at) => (at === 40 ? byte ^ 1 : byte))),
    ],
  ])('is made anew where it %s', async (_, spoil) => {
    await ask('a');
    const [name = ''] = await kept();
    const whole = await readFile(join(folder, name));
    await writeFile(join(folder, name), spoil(whole));
    expect(String(await ask('a'))).toBe('made of a');
    expect(made).toBe(2);
    expect(await readFile(join(folder, name))).toEqual(whole);
  });

  it('is made all the same where nothing can be kept', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(String(await ask('a', join(folder, 'file/in-a-file')))).toBe('made of a');
    expect(await kept()).toEqual(['file']);
  });

  it('goes when a build did not ask for it', async () => {
    const before = new Date('2026-01-01');
    for (const words of ['a', 'b']) await ask(words);
    for (const name of await kept()) await utimes(join(folder, name), before, before);
    const started = new Date('2026-01-02');
    await ask('a');
    await ask('c');
    const last = await kept();
    await forgetUnused(folder, started);
    expect([last.length, (await kept()).length, made]).toEqual([3, 2, 3]);
    await ask('a');
    await ask('c');
    expect(made).toBe(3);
    await expect(forgetUnused(join(folder, 'none'), started)).resolves.toBeUndefined();
  });
});

const card: ShareCard = {
  to: { label: 'To', target: 'The river authority 𐀀' },
  heading: 'A clean river',
  organization: 'River Keepers',
  direction: 'ltr',
};

describe('what a build draws', () => {
  it('is a card for each words, once, and the same when it was kept', async () => {
    const told: string[] = [];
    const draw = (card: ShareCard) => keptShareCard(card, (words) => told.push(words), folder);
    const first = await draw(card);
    const names = await kept();
    expect(await draw({ ...card })).toEqual(first);
    expect(await kept()).toEqual(names);
    // A card that was kept tells what it lacks as well.
    expect(told.length % 2).toBe(0);
    expect((await draw({ ...card, heading: 'A clean lake' })).equals(first)).toBe(false);
    expect((await kept()).length).toBe(names.length + 1);
  });

  it('depends on every file that draws it', () => {
    const words = ['src/page-data/drawable-words.ts'];
    for (const files of Object.values<readonly string[]>(MAKERS)) {
      const needed = files.flatMap((file) => importGraph.get(file) ?? []).filter(isOurs);
      const missing = needed.filter((file) => ![...files, ...words].includes(file));
      // Types alone draw nothing.
      expect(missing, files.join()).toEqual(
        files.includes('src/markdown/make-picture.ts') ? ['src/markdown/pictures.ts'] : [],
      );
    }
  });

  it('is a picture for each original, format and width', async () => {
    const original = join(folder, '..', `undersigned-kept-${process.pid}.png`);
    await writeFile(original, await keptShareCard(card, undefined, folder));
    const before = (await kept()).length;
    const narrow = await keptPicture({ original, format: 'webp', width: 100 }, folder);
    expect(await keptPicture({ original, format: 'webp', width: 100 }, folder)).toEqual(narrow);
    await keptPicture({ original, format: 'webp', width: 120 }, folder);
    await keptPicture({ original, format: null, width: 120 }, folder);
    expect((await kept()).length).toBe(before + 2);
    await rm(original);
  });
});
