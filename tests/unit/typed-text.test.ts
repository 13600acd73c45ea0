import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSignForm } from '#domain/sign-form.ts';
import { ASKABLE } from '#domain/supporter.ts';
import names from '../corpora/names.json' with { type: 'json' };
import hostile from '../corpora/typed-text.json' with { type: 'json' };

const options = { ask: ASKABLE, partners: [], locale: 'en' };

function sign(body: Record<string, unknown>) {
  return parseSignForm({ name: 'Ada', email: 'ada@example.org', ...body }, options);
}

/** The codes of all mistakes, or none. */
function codes(body: Record<string, unknown>): string[] {
  const result = sign(body);
  return result.kind === 'invalid' ? result.mistakes.map(({ code }) => code) : [];
}

/** A text with an escape for each character beyond ASCII, for the name of a case. */
function escaped(text: string): string {
  return JSON.stringify(text).replace(
    /[^\x20-\x7E]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}

describe('real names', () => {
  it('are many, in many scripts', () => {
    expect(Object.values(names).flat().length).toBeGreaterThan(150);
    expect(new Set(Object.values(names).flat()).size).toBe(Object.values(names).flat().length);
  });

  it.each(Object.entries(names))('are taken as typed: %s', (_script, list) => {
    for (const name of list) {
      expect(sign({ name }), escaped(name)).toMatchObject({
        kind: 'valid',
        supporter: { name: name.normalize('NFC') },
      });
    }
  });
});

describe('hostile texts', () => {
  const cases = Object.entries(hostile).flatMap(([field, byCode]) =>
    Object.entries(byCode).map(([code, texts]) => [code, field, texts] as const),
  );

  it.each(cases)('are refused: %s', (code, field, texts) => {
    for (const text of texts) expect(codes({ [field]: text }), escaped(text)).toEqual([code]);
  });
});

describe('marks that a phone pastes around a text', () => {
  const around = Array.from(
    '\u00A0\u00AD\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u202F' +
      '\u2060\u2061\u2066\u2067\u2068\u2069\u206A\u206F\u3000\uFEFF\uFFF9\uFFFC',
  );

  it.each(['name', 'email', 'postalCode', 'comment'] as const)('are no part of it: %s', (field) => {
    const text = field === 'email' ? 'ana@example.org' : '28001 Ana';
    for (const mark of around) {
      for (const typed of [mark + text, text + mark, `${mark} ${mark}${text}${mark}\n${mark}`]) {
        expect(sign({ [field]: typed }), escaped(typed)).toMatchObject({ supporter: { [field]: text } });
      }
    }
  });

  it('stay where a letter needs them', () => {
    for (const name of ['അവന\u0D4D\u200D', 'ه\u200D', 'क्\u200C'])
      expect(sign({ name }), escaped(name)).toMatchObject({ supporter: { name } });
  });

  it('go where NFC moves the mark that they shaped', () => {
    const result = sign({ comment: 'a\u0301\u094D\u200D' });
    expect(result).toMatchObject({ supporter: { comment: '\u00E1\u094D\u200D' } });
    expect(sign({ comment: '\u0301\u094D\u200D' })).toMatchObject({ supporter: { comment: '\u094D\u0301' } });
  });

  it('stay in a comment that has such marks inside', () => {
    const comment = 'He said \u2067שלום\u2069';
    expect(sign({ comment })).toMatchObject({ supporter: { comment } });
  });

  it('leave the address of one person', () => {
    expect(sign({ email: '\u202Aana@example.org\u202C' })).toMatchObject({ address: 'ana@example.org' });
  });
});

describe('any text', () => {
  const ODD = /\p{Noncharacter_Code_Point}/u;

  it('is refused, or is taken whole but for what is around it, in NFC, and is taken again', () => {
    // Code points alike, marks and invisible characters more often, and UTF-16 units that may be halves.
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(
        'a',
        ' ',
        '.',
        '\u0301',
        '\u0323',
        '\u200B',
        '\u200D',
        '\u2067',
        '\uFE0F',
        'क',
        '\u094D',
        '가',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    );
    const anything = fc.array(unit, { maxLength: 30 }).map((units) => units.join(''));
    const field = fc.constantFrom('name', 'email', 'postalCode', 'comment');
    const taken = new Set<string>();
    fc.assert(
      fc.property(field, anything, (field, text) => {
        const typed = field === 'email' ? `${text}@example.org` : text;
        const result = sign({ [field]: typed });
        if (result.kind === 'invalid') return;
        const value = result.supporter[field];
        if (value !== '') taken.add(field);
        const isSound = value.isWellFormed() && !ODD.test(value) && value === value.normalize('NFC');
        expect(isSound, escaped(value)).toBe(true);
        expect(sign({ ...result.supporter }), escaped(value)).toEqual(result);
        const whole = typed.normalize('NFC');
        const at = whole.indexOf(value);
        const around = whole.slice(0, at) + whole.slice(at + value.length);
        expect([at >= 0, around], escaped(typed)).toEqual([
          true,
          expect.not.stringMatching(/[\p{L}\p{N}\p{P}]/u),
        ]);
      }),
      { numRuns: 1000 },
    );
    expect(taken.size, 'fields of which some text was taken').toBe(4);
  });
});
