import { describe, expect, it } from 'vitest';
import { WHOLE } from '#domain/part.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import { aSignature, someIds } from './a-signature.ts';

/** The tests that every store of signatures must pass. `open` returns an empty store. */
export function describeStore(name: string, open: () => Promise<SignatureStore>): void {
  describe(`the store contract: ${name}`, () => {
    it('keeps a signature and gives it back whole', async () => {
      const store = await open();
      const signature = aSignature({
        name: 'Zoë “Z” O’Neil 名前',
        comment: 'a\r\n\u0000b'.replace('\u0000', ''),
      });
      await store.record(signature);
      expect(await store.read(signature.campaign, signature.id)).toEqual(signature);
      expect(await store.has(signature.campaign, signature.id)).toBe(true);
    });

    it('keeps a sealed signature too', async () => {
      const store = await open();
      const sealed = {
        version: 1,
        id: 'f'.repeat(32),
        campaign: 'clean-river',
        signedAt: '2016-01-31T12:00:00Z',
        sealed: 'YWdl',
      } as const;
      await store.record(sealed);
      expect(await store.read('clean-river', sealed.id)).toEqual(sealed);
    });

    it('keeps the first of two signatures with one id, and does not tell', async () => {
      const store = await open();
      await expect(store.record(aSignature({ name: 'First' }))).resolves.toBeUndefined();
      await expect(store.record(aSignature({ name: 'Second' }))).resolves.toBeUndefined();
      expect(await store.read('clean-river', '0'.repeat(32))).toMatchObject({ supporter: { name: 'First' } });
      expect(await store.count('clean-river')).toBe(1);
    });

    it('has nothing where nothing was recorded', async () => {
      const store = await open();
      expect(await store.count('clean-river')).toBe(0);
      expect(await store.folders()).toEqual([]);
      expect(await store.ids('clean-river', WHOLE)).toEqual([]);
      expect(await store.read('clean-river', '0'.repeat(32))).toBeNull();
      expect(await store.has('clean-river', '0'.repeat(32))).toBe(false);
    });

    it('keeps campaigns apart, also where one’s name begins with the other’s', async () => {
      const store = await open();
      await store.record(aSignature({ campaign: 'river' }));
      await store.record(aSignature({ campaign: 'river-two' }));
      expect(await store.count('river')).toBe(1);
      expect(await store.folders()).toEqual(['river', 'river-two']);
      expect(await store.ids('river-two', WHOLE)).toEqual(['0'.repeat(32)]);
    });

    it('lists the ids of a part in order, and every id in exactly one part', async () => {
      const store = await open();
      const ids = someIds(40);
      for (const id of ids) await store.record(aSignature({ id }));
      const parts = await Promise.all(
        Array.from({ length: 32 }, (_, index) => store.ids('clean-river', { number: index + 1, of: 32 })),
      );
      expect(parts.flat()).toEqual([...ids].sort());
      expect(await store.ids('clean-river', WHOLE)).toEqual([...ids].sort());
    });

    it('creates a signature once, and says whether it did', async () => {
      const store = await open();
      expect(await store.create(aSignature({ name: 'First' }))).toBe(true);
      expect(await store.create(aSignature({ name: 'Second' }))).toBe(false);
      expect(await store.read('clean-river', '0'.repeat(32))).toMatchObject({ supporter: { name: 'First' } });
    });

    it('gives what stands with its version, and replaces that version only', async () => {
      const store = await open();
      const current = () => store.current('clean-river', '0'.repeat(32));
      expect(await current()).toBeNull();
      await store.create(aSignature({ name: 'First' }));
      const first = await current();
      expect(first?.record).toEqual(aSignature({ name: 'First' }));
      await nextVersion(store);
      expect(await store.replace(aSignature({ name: 'Second' }), first?.version ?? '')).toBe(true);
      const second = await current();
      expect([second?.record, second?.version === first?.version]).toEqual([
        aSignature({ name: 'Second' }),
        false,
      ]);
      expect(await store.replace(aSignature({ name: 'Third' }), first?.version ?? '')).toBe(false);
      expect((await current())?.record).toEqual(aSignature({ name: 'Second' }));
    });

    it('replaces nothing that is gone, and nothing that came back as another', async () => {
      const store = await open();
      await store.create(aSignature({ name: 'First' }));
      const first = await store.current('clean-river', '0'.repeat(32));
      await store.erase('clean-river', '0'.repeat(32));
      expect(await store.replace(aSignature({ name: 'Second' }), first?.version ?? '')).toBe(false);
      expect(await store.count('clean-river')).toBe(0);
      await nextVersion(store);
      await store.create(aSignature({ name: 'Another' }));
      expect(await store.replace(aSignature({ name: 'Second' }), first?.version ?? '')).toBe(false);
      expect(await store.read('clean-river', '0'.repeat(32))).toMatchObject({
        supporter: { name: 'Another' },
      });
    });

    it('replaces one signature and no other whose id begins the same', async () => {
      const store = await open();
      const ids = ['0'.repeat(31), '0'.repeat(32)];
      for (const id of ids) await store.create(aSignature({ id, name: 'First' }));
      const read = await store.current('clean-river', ids[0] ?? '');
      expect(await store.replace(aSignature({ id: ids[0] ?? '', name: 'Second' }), read?.version ?? '')).toBe(
        true,
      );
      expect(await store.read('clean-river', ids[1] ?? '')).toMatchObject({ supporter: { name: 'First' } });
    });

    it('erases for good, also what was never there', async () => {
      const store = await open();
      await store.record(aSignature());
      await store.erase('clean-river', '0'.repeat(32));
      await store.erase('clean-river', '0'.repeat(32));
      expect(await store.count('clean-river')).toBe(0);
      expect(await store.read('clean-river', '0'.repeat(32))).toBeNull();
    });
  });
}

/**
 * The vendor's emulation makes a version of a file's time. The clock of a file system stands still for some ms. So
 * this replaces another signature until it has a new version.
 */
async function nextVersion(store: SignatureStore): Promise<void> {
  const another = aSignature({ campaign: 'another', name: 'Even' });
  await store.create(another);
  const version = async () => (await store.current(another.campaign, another.id))?.version ?? '';
  const first = await version();
  for (let latest = first; latest === first; latest = await version()) {
    await store.replace(aSignature({ campaign: another.campaign, name: 'Odd' }), latest);
  }
}
