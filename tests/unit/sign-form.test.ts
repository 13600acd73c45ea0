import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSignForm } from '#domain/sign-form.ts';
import { ASKABLE, MAX_CHARS } from '#domain/supporter.ts';
import hostile from '../corpora/typed-text.json' with { type: 'json' };
import { FIELD_CODES } from './field-codes.ts';

const options = { ask: ASKABLE, partners: [], locale: 'en' };

function sign(body: Record<string, unknown>, ask: readonly (typeof ASKABLE)[number][] = ASKABLE) {
  return parseSignForm({ name: 'Ada', email: 'ada@example.org', ...body }, { ...options, ask });
}

function codes(body: Record<string, unknown>): string[] {
  const result = sign(body);
  return result.kind === 'invalid' ? result.mistakes.map(({ code }) => code) : [];
}

/** What is no text, by the code that refuses it. `typed-text.test.ts` tries texts. */
const NO_TEXTS: readonly (readonly [string, readonly Record<string, unknown>[]])[] = [
  ['name.required', [{ name: null }, { name: undefined }]],
  ['name.invalid', [{ name: 7 }, { name: ['Ada'] }]],
  // Half a character. No file of JSON can hold it for every reader.
  ['name.control', [{ name: '\uD800' }, { name: 'A\uDC00na' }]],
  ['comment.control', [{ comment: 'a\uD800' }]],
  ['email.invalid', [{ email: 1 }]],
  ['postalCode.invalid', [{ postalCode: {} }]],
  ['country.invalid', [{ country: 3 }]],
  ['comment.invalid', [{ comment: [] }]],
  ['updates.invalid', [{ updates: 'perhaps' }, { updates: 1 }]],
  ['nameShown.invalid', [{ nameShown: 'loudly' }, { nameShown: true }]],
];

describe('the form of a signature', () => {
  it('counts a name’s length in characters, whatever the script', () => {
    expect(codes({ name: '𝒜'.repeat(MAX_CHARS.name) })).toEqual([]);
    expect(codes({ name: 'a'.repeat(MAX_CHARS.name + 1) })).toEqual(['name.tooLong']);
  });

  it.each(NO_TEXTS)('refuses what is no text: %s', (code, bodies) => {
    for (const body of bodies) expect(codes(body), JSON.stringify(body)).toEqual([code]);
  });

  it('can be refused with every code it lists', () => {
    // A code that nothing can cause would need no words.
    const ofTexts = Object.values(hostile).flatMap((byCode) => Object.keys(byCode));
    const caused = new Set([...ofTexts, ...NO_TEXTS.map(([code]) => code)]);
    expect([...caused].sort()).toEqual([...FIELD_CODES].sort());
  });

  it.each([
    ['XK', 'XK'],
    ['xk', 'XK'],
    ['\u200E es ', 'ES'],
  ])('takes the country %j', (country, code) => {
    expect(sign({ country })).toMatchObject({ supporter: { country: code } });
  });

  it('tells one mistake a field, in the form’s order', () => {
    expect(codes({ email: 'x', name: '', country: 'XX' })).toEqual([
      'name.required',
      'email.invalid',
      'country.unknown',
    ]);
  });

  it.each([
    ['true', true],
    ['on', true],
    [true, true],
    ['false', false],
    ['', false],
    [false, false],
    [undefined, false],
  ])('reads news %j as %s', (updates, wanted) => {
    expect(sign({ updates })).toMatchObject({ supporter: { updates: wanted } });
  });

  it('counts only, unless the supporter says otherwise', () => {
    expect(sign({})).toMatchObject({ supporter: { nameShown: 'counted' } });
    expect(sign({ nameShown: 'full' })).toMatchObject({ supporter: { nameShown: 'full' } });
  });

  it('drops unread what the campaign does not ask for', () => {
    expect(sign({ comment: 'a\u0000', country: 'XX', nameShown: 'x' }, [])).toMatchObject({
      supporter: { comment: '', country: '', nameShown: 'counted' },
    });
  });

  it('gives the canonical address of what was typed, which stays as it was', () => {
    expect(sign({ email: ' Ada+x@Example.org ' })).toMatchObject({
      supporter: { email: 'Ada+x@Example.org', locale: 'en' },
      address: 'ada@example.org',
    });
  });

  it('takes no field from the prototype of what was sent, and gives none to others', () => {
    const sent =
      '{"__proto__":{"name":"Ada","email":"ada@example.org"},"constructor":{"prototype":{"name":"Ada"}}}';
    const result = parseSignForm(JSON.parse(sent) as Record<string, unknown>, options);
    expect(result).toMatchObject({ mistakes: [{ code: 'name.required' }, { code: 'email.required' }] });
    expect({}).not.toHaveProperty('name');
  });

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('name', 'email', 'updates', 'locale', '__proto__'), fc.anything()),
        (body) => {
          expect(['valid', 'invalid']).toContain(parseSignForm(body, options).kind);
        },
      ),
    );
  });
});
