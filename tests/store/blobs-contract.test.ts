import { describe, expect, it } from 'vitest';
import type { Blobs } from '#store/stores.ts';
import { someIds } from './a-signature.ts';
import { hosts } from './services.ts';

const BUDGET = { totalMs: 20_000, attemptMs: 10_000 };
const ODD_KEYS = ['0', 'document.json', 'clean-river/_x~y.z', 'a/b/c/d', `clean-river/${'long-'.repeat(40)}`];
const TEXTS = ['', ' ', '{"name":"Zoë “Z” 名前 👩‍👩‍👧"}', 'a\r\nb\tc', 'x'.repeat(100_000)];

let opened = 0;

describe.each(hosts)('the contract of a host: %s', (_, host) => {
  function openNext(): Blobs {
    opened += 1;
    return host(BUDGET).open(`contract-${opened}`);
  }

  async function filledWith(...keys: readonly string[]): Promise<Blobs> {
    const blobs = openNext();
    for (const key of keys) await blobs.create(key, `of ${key}`);
    return blobs;
  }

  it('creates once, and keeps the first text', async () => {
    const blobs = openNext();
    expect(await blobs.create('clean-river/1', 'first')).toBe(true);
    expect(await blobs.create('clean-river/1', 'second')).toBe(false);
    expect(await blobs.read('clean-river/1')).toBe('first');
    expect([await blobs.has('clean-river/1'), await blobs.has('clean-river/2')]).toEqual([true, false]);
  });

  it('writes in place of what is there, and where nothing is', async () => {
    const blobs = openNext();
    await blobs.write('clean-river/1', 'first');
    await blobs.write('clean-river/1', 'second');
    expect(await blobs.read('clean-river/1')).toBe('second');
    expect(await blobs.count('clean-river/')).toBe(1);
  });

  it('replaces the version that was read, once', async () => {
    const blobs = await filledWith('clean-river/1');
    const version = (await blobs.readVersion('clean-river/1'))?.version ?? '';
    const texts = ['second', 'third'];
    const replaced = [];
    for (const text of texts) replaced.push(await blobs.replace('clean-river/1', text, version));
    expect(replaced).toEqual([true, false]);
    expect(await blobs.readVersion('clean-river/1')).toMatchObject({ text: 'second' });
    expect(await blobs.replace('clean-river/2', 'second', version)).toBe(false);
    expect(await blobs.has('clean-river/2')).toBe(false);
  });

  it('has nothing where nothing is', async () => {
    const blobs = openNext();
    expect(await blobs.read('clean-river/1')).toBeNull();
    expect(await blobs.readVersion('clean-river/1')).toBeNull();
    expect(await blobs.keys('')).toEqual([]);
    expect(await blobs.firstKeys('')).toEqual({ keys: [], isWhole: true });
    expect([await blobs.count('clean-river/'), await blobs.folders()]).toEqual([0, []]);
    await expect(blobs.erase('clean-river/1')).resolves.toBeUndefined();
  });

  it('lists the keys that start with a prefix, in order, and no others', async () => {
    const blobs = await filledWith('river/b', 'river/a', 'river-two/a', 'riverb', 'document');
    expect(await blobs.keys('river/')).toEqual(['river/a', 'river/b']);
    expect(await blobs.keys('river')).toEqual(['river-two/a', 'river/a', 'river/b', 'riverb']);
    expect(await blobs.keys('')).toHaveLength(5);
    expect(await blobs.firstKeys('river/')).toEqual({ keys: ['river/a', 'river/b'], isWhole: true });
  });

  it('counts below a folder, not beside it', async () => {
    const blobs = await filledWith('river/a', 'river/b/c', 'river/b/d', 'river-two/a', 'riverb', 'river');
    const folders = ['river/', 'river-two/', 'river/b/', 'rive/'];
    expect(await Promise.all(folders.map((folder) => blobs.count(folder)))).toEqual([3, 1, 2, 0]);
    expect(await blobs.folders()).toEqual(['river', 'river-two']);
  });

  it('counts those that are wanted, few or many, and all', async () => {
    const blobs = openNext();
    const ids = someIds(40);
    for (const id of ids) await blobs.create(`river/${id}`, '');
    await blobs.create(`river-two/${ids[0] ?? ''}`, '');
    const gone = someIds(6_000).slice(40);
    expect(await blobs.countAmong('river/', new Set())).toEqual({ all: 40, wanted: 0 });
    expect(await blobs.countAmong('river/', new Set(ids.slice(30)))).toEqual({ all: 40, wanted: 10 });
    expect(await blobs.countAmong('river/', new Set([...ids.slice(35), ...gone]))).toEqual({
      all: 40,
      wanted: 5,
    });
    expect(await blobs.countAmong('nowhere/', new Set(ids))).toEqual({ all: 0, wanted: 0 });
  });

  it('counts what is there after erasing and writing again', async () => {
    const blobs = await filledWith('river/a', 'river/b');
    await blobs.erase('river/a');
    await blobs.erase('river/a');
    await blobs.write('river/b', 'again');
    await blobs.create('river/b', 'and again');
    expect([await blobs.count('river/'), await blobs.keys('river/')]).toEqual([1, ['river/b']]);
  });

  it('visits the keys of the prefixes it was asked for, each once', async () => {
    const ids = someIds(60);
    const blobs = await filledWith(...ids.map((id) => `river/${id}`), 'river-two/0', 'river/x');
    const visit = async (prefixes: readonly string[]) => {
      const seen: string[] = [];
      await blobs.eachPage('river/', prefixes, (keys) => seen.push(...keys));
      return seen.sort();
    };
    const ofPrefixes = (...prefixes: readonly string[]) =>
      ids
        .filter((id) => prefixes.some((prefix) => id.startsWith(prefix)))
        .map((id) => `river/${id}`)
        .sort();
    expect(await visit(['0', 'a', 'f'])).toEqual(ofPrefixes('0', 'a', 'f'));
    expect(await visit(['00', '5b'])).toEqual(ofPrefixes('00', '5b'));
    expect(await visit([''])).toHaveLength(61);
  });

  it.each(ODD_KEYS)('keeps a key as it is: %s', async (key) => {
    const blobs = await filledWith(key, 'clean-river/other');
    expect(await blobs.read(key)).toBe(`of ${key}`);
    expect(await blobs.keys('')).toContain(key);
    await blobs.erase(key);
    expect(await blobs.keys('')).toEqual(['clean-river/other']);
  });

  it('keeps every text as it is', async () => {
    const blobs = openNext();
    for (const [index, text] of TEXTS.entries()) await blobs.create(`texts/${index}`, text);
    const read = await Promise.all(TEXTS.map((_, index) => blobs.read(`texts/${index}`)));
    expect(read).toEqual(TEXTS);
  });

  it('keeps stores apart, names those that hold something, and empties one', async () => {
    const [one, other] = [await filledWith('river/a', 'river/b'), await filledWith('river/a')];
    const stores = host(BUDGET);
    expect(await stores.names()).toEqual(expect.arrayContaining([one.name, other.name]));
    await stores.empty(one.name);
    expect([await one.keys(''), await one.count('river/'), await one.folders()]).toEqual([[], 0, []]);
    expect(await other.keys('')).toEqual(['river/a']);
    await stores.empty(one.name);
    expect(await one.create('river/a', 'again')).toBe(true);
    expect(await one.count('river/')).toBe(1);
  });
});
