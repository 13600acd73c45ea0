import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Part, prefixesOf, WHOLE } from '#domain/part.ts';
import { missingParts, splitPart } from '#download/part-plan.ts';

/** The first three hex digits of all ids in a part. Three digits distinguish 4096 parts. */
function beginnings(part: Part): string[] {
  const digits = '0123456789abcdef';
  const longer = (prefix: string): string[] =>
    prefix.length >= 3 ? [prefix] : Array.from(digits).flatMap((digit) => longer(prefix + digit));
  return prefixesOf(part).flatMap(longer);
}

/** Some parts that do not overlap. Runs that broke off leave such parts. */
const someParts = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.double({ min: 0, max: 0.999, noNaN: true })), {
    maxLength: 12,
  })
  .map((drawn) => {
    const taken = new Set<string>();
    return drawn.flatMap(([power, share]) => {
      const of = 2 ** power;
      const part = { number: Math.floor(share * of) + 1, of };
      const own = beginnings(part);
      if (own.some((beginning) => taken.has(beginning))) return [];
      for (const beginning of own) taken.add(beginning);
      return [part];
    });
  });

describe('splitPart', () => {
  it('gives the parts that together are one', () => {
    expect(splitPart({ number: 3, of: 4 }, 8)).toEqual([
      { number: 5, of: 8 },
      { number: 6, of: 8 },
    ]);
    expect(splitPart({ number: 2, of: 2 }, 16).flatMap(beginnings)).toEqual(beginnings({ number: 2, of: 2 }));
  });
});

describe('missingParts', () => {
  it('is everything where nothing is kept, and nothing where everything is', () => {
    expect(missingParts([])).toEqual([WHOLE]);
    expect(missingParts([WHOLE])).toEqual([]);
    expect(missingParts([{ number: 1, of: 2 }, ...splitPart({ number: 2, of: 2 }, 16)])).toEqual([]);
  });

  it('asks for no larger part than the site gave before', () => {
    expect(missingParts([{ number: 3, of: 4 }])).toEqual([1, 2, 4].map((number) => ({ number, of: 4 })));
  });

  it('has with what is kept every id once', () => {
    fc.assert(
      fc.property(someParts, (kept) => {
        const all = [...kept, ...missingParts(kept)].flatMap(beginnings);
        expect(all.toSorted()).toEqual(beginnings(WHOLE));
      }),
    );
  });
});
