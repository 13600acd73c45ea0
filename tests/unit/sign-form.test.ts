import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSignForm } from '#domain/sign-form.ts';
import { ASKABLE, MAX_CHARS } from '#domain/supporter.ts';
import { FIELD_CODES } from './field-codes.ts';

const options = { ask: ASKABLE, locale: 'en' };

function sign(body: Record<string, unknown>, ask: readonly (typeof ASKABLE)[number][] = ASKABLE) {
  return parseSignForm({ name: 'Ada', email: 'ada@example.org', ...body }, { ...options, ask });
}

function codes(body: Record<string, unknown>): string[] {
  const result = sign(body);
  return result.kind === 'invalid' ? result.mistakes.map(({ code }) => code) : [];
}

describe('the form of a signature', () => {
  it.each([
    '李',
    'Ng',
    'Björk Guðmundsdóttir',
    'מרים',
    'محمد بن سلمان',
    'O’Neil-Smith, Jr.',
    'X Æ A-12',
    'அ',
    'J. R. R.',
    '👩‍⚕️ Ada',
  ])('takes the name %s', (name) => {
    expect(sign({ name })).toMatchObject({ kind: 'valid', supporter: { name: name.normalize('NFC') } });
  });

  it.each([
    ['', 'name.required'],
    [' \u200B\u00AD', 'name.required'],
    ['a\u0000b', 'name.control'],
    ['a\nb', 'name.control'],
    ['a\u2028b', 'name.control'],
    ['abc\u202Ecba', 'name.control'],
    ['a\u2066bc', 'name.control'],
    ['\uD800', 'name.control'],
    ['see http://x.example', 'name.link'],
    ['WWW.example', 'name.link'],
    ['buy-cheap.com', 'name.link'],
    [7, 'name.invalid'],
    [['Ada'], 'name.invalid'],
    [null, 'name.required'],
  ])('refuses the name %j: %s', (name, code) => {
    expect(codes({ name })).toEqual([code]);
  });

  it('counts a name’s length in characters, whatever the script', () => {
    expect(codes({ name: '𝒜'.repeat(MAX_CHARS.name) })).toEqual([]);
    expect(codes({ name: 'a'.repeat(MAX_CHARS.name + 1) })).toEqual(['name.tooLong']);
  });

  it.each([
    [{ email: '' }, 'email.required'],
    [{ email: 'ada@gmail' }, 'email.dot'],
    [{ email: 'ada' }, 'email.invalid'],
    [{ email: `${'a'.repeat(250)}@x.org` }, 'email.tooLong'],
    [{ email: 'a\tb@x.org' }, 'email.control'],
    [{ postalCode: '9'.repeat(21) }, 'postalCode.tooLong'],
    [{ postalCode: 'a\nb' }, 'postalCode.control'],
    [{ postalCode: {} }, 'postalCode.invalid'],
    [{ country: 'XX' }, 'country.unknown'],
    [{ country: 3 }, 'country.invalid'],
    [{ comment: 'a'.repeat(1001) }, 'comment.tooLong'],
    [{ comment: 'a\u0007' }, 'comment.control'],
    [{ comment: [] }, 'comment.invalid'],
    [{ updates: 'perhaps' }, 'updates.invalid'],
    [{ nameShown: 'loudly' }, 'nameShown.invalid'],
    [{ email: 1 }, 'email.invalid'],
  ])('refuses %j: %s', (body, code) => {
    expect(codes(body)).toEqual([code]);
  });

  it('can be refused with every code it lists', () => {
    // These are the rows of the test above. A code that nothing can cause would need no words.
    const caused = new Set(
      [
        { name: 1 },
        { name: 'a\nb' },
        { name: 'a'.repeat(101) },
        { name: '' },
        { name: 'http://x' },
        { name: `a${'\u0301'.repeat(31)}` },
        { email: 1 },
        { email: 'a\nb@x' },
        { email: 'a'.repeat(255) },
        { email: '' },
        { email: 'ada@x' },
        { email: `a${'\u0301'.repeat(31)}@x.org` },
        { postalCode: 1 },
        { postalCode: 'a\nb' },
        { postalCode: '1'.repeat(21) },
        { postalCode: `1${'\u0301'.repeat(31)}` },
        { country: 1 },
        { country: 'XX' },
        { comment: 1 },
        { comment: '\u0000' },
        { comment: `a${'\u0301'.repeat(31)}` },
        { comment: 'a'.repeat(1001) },
        { updates: 'x' },
        { nameShown: 'x' },
      ].flatMap(codes),
    );
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
