import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdSet, packIds, unpackIds } from '#store/id-set.ts';

const anyId = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
/** Ids that have a slot in common. */
const crowded = fc.integer({ min: 0, max: 40 }).map((last) => last.toString(16).padStart(32, '0'));
const someIds = fc.array(fc.oneof(anyId, crowded), { maxLength: 60 });

function setOf(...groups: readonly (readonly string[])[]): IdSet {
  return new IdSet(groups.map((ids) => Buffer.from(packIds(ids), 'base64')));
}

describe('a set of ids', () => {
  it('holds what a set of texts holds', () => {
    fc.assert(
      fc.property(someIds, someIds, someIds, (first, second, others) => {
        const set = setOf(first, second);
        const texts = new Set([...first, ...second]);
        expect(set.size).toBe(texts.size);
        expect([...set.values()].sort()).toEqual([...texts].sort());
        for (const id of [...first, ...second, ...others]) expect(set.has(id), id).toBe(texts.has(id));
      }),
    );
  });

  it('holds nothing where it is empty, and nothing that is no id', () => {
    const id = 'ab'.repeat(16);
    expect([setOf().size, setOf().has(id), setOf([]).has(id)]).toEqual([0, false, false]);
    const set = setOf([id, '0'.repeat(32)]);
    for (const text of ['', 'ab', id.slice(2), `${id}00`, `${id.slice(2)}xy`, 'é'.repeat(32), '\u0000'])
      expect(set.has(text), text).toBe(false);
    expect(set.has(id)).toBe(true);
  });

  it('is packed sorted and each once, and unpacked as it was', () => {
    fc.assert(
      fc.property(someIds, (ids) => {
        expect(unpackIds(packIds(ids))).toEqual([...new Set(ids)].sort());
      }),
    );
  });
});
