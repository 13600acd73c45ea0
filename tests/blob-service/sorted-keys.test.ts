import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSortedKeys } from './sorted-keys.ts';

it('holds the same keys in the same order as a sorted set, whatever comes and goes', () => {
  const key = fc.string({
    minLength: 1,
    maxLength: 3,
    unit: fc.constantFrom('a', 'b', 'c', '/', '\uffff', '😀'),
  });
  const change = fc.record({ keys: fc.array(key), isRemoval: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change, { size: 'medium' }), key, (changes, start) => {
      const keys = createSortedKeys(4);
      const model = new Set<string>();
      for (const { keys: changed, isRemoval } of changes) {
        const affected = [...new Set(changed)].filter((each) => isRemoval || !model.has(each));
        if (isRemoval) affected.forEach((each) => keys.remove(each));
        else keys.addAll(affected);
        for (const each of affected) model[isRemoval ? 'delete' : 'add'](each);
      }
      expect(keys.size).toBe(model.size);
      expect([...keys.from('')]).toEqual([...model].sort());
      expect([...keys.from(start)]).toEqual([...model].filter((each) => each >= start).sort());
    }),
  );
});

it.each(['one by one', 'at once'])('keeps the order of 10,000 keys added %s over many buckets', (way) => {
  const all = Array.from({ length: 10_000 }, (_, number) =>
    String((number * 7_919) % 10_007).padStart(5, '0'),
  );
  const keys = createSortedKeys();
  if (way === 'at once') keys.addAll(all);
  else for (const key of all) keys.add(key);
  expect([...keys.from('')]).toEqual([...all].sort());
  for (const key of all.slice(0, 9_000)) keys.remove(key);
  expect([...keys.from('')]).toEqual(all.slice(9_000).sort());
  keys.addAll(all.slice(0, 9_000));
  expect([...keys.from('')]).toEqual([...all].sort());
});
