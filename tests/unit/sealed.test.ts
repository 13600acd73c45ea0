import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CHARS, NAME_SHOWN, type Supporter } from '#domain/supporter.ts';
import { parseSupporter } from '#domain/supporter.ts';
import { toSealedJson } from '#sealing/sealed-text.ts';

const characters = (max: number) => fc.string({ unit: 'grapheme', maxLength: max });

const anySupporter: fc.Arbitrary<Supporter> = fc.record({
  name: characters(MAX_CHARS.name),
  email: characters(MAX_CHARS.email),
  postalCode: characters(MAX_CHARS.postalCode),
  country: fc.constantFrom('', 'US', 'GT'),
  comment: characters(MAX_CHARS.comment),
  updates: fc.boolean(),
  locale: fc.constantFrom('en', 'es'),
  nameShown: fc.constantFrom(...NAME_SHOWN),
  text: fc.constantFrom('', '0123456789abcdef'),
  via: fc.constantFrom('', 'river-friends'),
});

const ada: Supporter = {
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  postalCode: '',
  country: '',
  comment: '',
  updates: false,
  locale: 'en',
  nameShown: 'counted',
  text: '',
  via: '',
};

function bytesOf(supporter: Supporter): number {
  return Buffer.byteLength(toSealedJson(supporter));
}

describe('what is sealed', () => {
  it('comes out of the seal as it went in', () => {
    fc.assert(
      fc.property(anySupporter, (supporter) => {
        expect(parseSupporter(toSealedJson(supporter))).toEqual(supporter);
      }),
    );
  });

  it('has one of five lengths, whatever was typed', () => {
    fc.assert(
      fc.property(anySupporter, (supporter) => {
        expect([512, 1024, 2048, 4096, 8192, 16_384, 32_768]).toContain(bytesOf(supporter));
      }),
    );
    const longest = { ...ada, name: 'n'.repeat(100), email: 'e'.repeat(254), comment: '😀'.repeat(1000) };
    expect(bytesOf(longest)).toBe(8192);
  });

  it('does not tell by its length how long a name is, or that there is a short comment', () => {
    expect(bytesOf({ ...ada, name: 'Li' })).toBe(512);
    expect(bytesOf({ ...ada, name: 'n'.repeat(100), postalCode: '33130', comment: 'For my sister.' })).toBe(
      512,
    );
  });

  it('has its keys in the order of the columns, then nothing but white space', () => {
    const json = toSealedJson({ ...ada, nameShown: 'full' });
    expect(Object.keys(JSON.parse(json) as object)).toEqual([
      'name',
      'email',
      'postalCode',
      'country',
      'comment',
      'updates',
      'locale',
      'nameShown',
      'text',
      'via',
    ]);
    expect(json).toMatch(/^\{.*\} +$/u);
  });

  it.each(['', 'not JSON', '{}', '[]', '{"name":"Ada"}'])('is not taken for a supporter: %j', (text) => {
    expect(parseSupporter(text)).toBeNull();
  });
});
