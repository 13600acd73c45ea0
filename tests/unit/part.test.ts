import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PARTS, parsePart, partsFor, prefixesOf } from '#domain/part.ts';

const powerOfTwo = fc.integer({ min: 0, max: 12 }).map((exponent) => 2 ** exponent);

describe('a part', () => {
  it('holds every id that no other part holds', () => {
    const id = fc.stringMatching(/^[0-9a-f]{32}$/);
    fc.assert(
      fc.property(powerOfTwo, id, (of, id) => {
        const holding = Array.from({ length: of }, (_, index) => index + 1).filter((number) =>
          prefixesOf({ number, of }).some((prefix) => id.startsWith(prefix)),
        );
        expect(holding).toHaveLength(1);
      }),
    );
  });

  it('is read from its two numbers, and from nothing else', () => {
    fc.assert(
      fc.property(powerOfTwo, fc.nat(), (of, seed) => {
        const number = (seed % of) + 1;
        expect(parsePart(`${number}/${of}`)).toEqual({ number, of });
        expect(parsePart(`${of + 1}/${of}`)).toBeNull();
      }),
    );
    for (const text of ['', '1', '0/1', '1/3', '1/8192', ' 1/2', '1/2 ', '-1/2', '1e0/2', '01/2'])
      expect(parsePart(text), text).toBeNull();
  });

  it('is small enough where so many parts are asked for as we say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000 }), (total) => {
        const of = partsFor(total, 6000);
        expect(of === MAX_PARTS || total / of <= 6000).toBe(true);
        expect(of === 1 || total / (of / 2) > 5000).toBe(true);
      }),
    );
  });
});
