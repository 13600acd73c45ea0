import { afterEach, describe, expect, it, vi } from 'vitest';
import { everyCanonicalAddress } from '#domain/every-address.ts';
import { parseSignForm } from '#domain/sign-form.ts';
import { ASKABLE, MAX_CHARS } from '#domain/supporter.ts';

/** As many bytes as a body can bring. */
const BYTES = 16 * 1024;
/** Texts that are dear to normalise, to put into punycode, or to trim. */
const HOSTILE: readonly string[] = [
  `a${'\u0323\u0301'.repeat(BYTES / 4)}`,
  `a@${Array.from({ length: BYTES / 3 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('')}.de`,
  `a${' '.repeat(BYTES)}b`,
  `a${'\u200B'.repeat(BYTES / 3)}b`,
  `a${'\u200D'.repeat(BYTES / 3)}b`,
  '@'.repeat(BYTES),
  'a.'.repeat(BYTES / 2),
  '\u1F82'.repeat(BYTES / 3),
];

/** Counts the characters that the dear steps get to see. */
function watchWork() {
  const normalize = vi.spyOn(String.prototype, 'normalize');
  const canParse = vi.spyOn(URL, 'canParse');
  return () => normalize.mock.contexts.join('').length + canParse.mock.calls.join('').length;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a text too long for its field', () => {
  it.each(['name', 'email', 'postalCode', 'country', 'comment'] as const)(
    'is refused before any dear step: %s',
    (field) => {
      for (const text of HOSTILE) {
        const work = watchWork();
        const form = { [field]: text };
        expect(parseSignForm(form, { ask: ASKABLE, partners: [], locale: 'en' }).kind, text.slice(0, 9)).toBe(
          'invalid',
        );
        expect(work(), text.slice(0, 9)).toBe(0);
        vi.restoreAllMocks();
      }
    },
  );

  it('is no address to erase, and costs as little', () => {
    for (const text of HOSTILE) {
      const work = watchWork();
      expect(everyCanonicalAddress(text), text.slice(0, 9)).toEqual([]);
      expect(work(), text.slice(0, 9)).toBe(0);
      vi.restoreAllMocks();
    }
  });
});

describe('a text that fits', () => {
  it('is normalised once, and its address once more in its canonical form', () => {
    const work = watchWork();
    const email = 'ana.maria@example.org';
    parseSignForm({ name: 'Ana', email }, { ask: [], partners: [], locale: 'en' });
    // NFC of all texts, NFKC of the name for links, and the address in parts before and after lower case.
    expect(work()).toBeLessThanOrEqual(2 * 'Ana'.length + 3 * email.length);
  });

  it('brings no long run of marks to the normaliser', () => {
    const work = watchWork();
    const comment = `a${'\u0323\u0301'.repeat(MAX_CHARS.comment / 2)}`;
    expect(parseSignForm({ comment }, { ask: ASKABLE, partners: [], locale: 'en' }).kind).toBe('invalid');
    expect(work()).toBe(0);
  });
});
