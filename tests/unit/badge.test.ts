import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { toCount } from '#domain/count.ts';
import { badgeWords } from '#http/badge-words.ts';
import { type BadgeWords, drawBadge } from '#http/badge.ts';
import { fittedLines, widthOf } from '#http/fitted-lines.ts';
import { translator } from '#i18n/translate.ts';
import hostileTexts from '../corpora/hostile-texts.json' with { type: 'json' };
import { aCampaign } from './a-campaign.ts';
import { aTally } from './a-tally.ts';

const MAX_BYTES = 4096;
/** The longest title that the content check takes. */
const MAX_TITLE_CHARS = 300;

const LONGEST = [
  ...[
    'W',
    'i',
    "'",
    '"',
    '<&"\'>',
    'й',
    '清',
    'ا',
    'क',
    '😀',
    '👩‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    'e\u0301',
    '\u{1D165}',
    '"\u{1D165}',
    '""""\u{1D165}',
    'a\u200B',
    ' x',
  ],
  ...hostileTexts.map(({ text }) => text),
].map((text) => Array.from(text.repeat(MAX_TITLE_CHARS)).slice(0, MAX_TITLE_CHARS).join(''));

/** An element of a badge, with its attributes and the text directly inside. */
interface Drawn {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** The elements of a badge, read by a strict XML parser. */
function elementsOf(svg: string): Drawn[] {
  const elements: Drawn[] = [];
  const open: Drawn[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(svg).close();
  return elements;
}

function aBadge(changes: Partial<BadgeWords> = {}): string {
  return drawBadge({
    number: { before: '', digits: '1,234', after: 'signatures' },
    basis: 'One signature per email address. We do not check the addresses.',
    locale: 'en',
    title: { text: 'A clean river', locale: 'en' },
    ...changes,
  });
}

function badgeOf(title: string, locale = 'en'): string {
  return aBadge({ title: { text: title, locale } });
}

function textOf(svg: string, name: string): string | undefined {
  return elementsOf(svg).find((element) => element.name === name)?.text;
}

describe('a badge', () => {
  it('has at most 4 KB, and is XML, with the longest titles', () => {
    for (const title of LONGEST) {
      for (const locale of ['en', 'ar', 'th']) {
        const svg = badgeOf(title, locale);
        expect(Buffer.byteLength(svg), title).toBeLessThanOrEqual(MAX_BYTES);
        expect(() => elementsOf(svg), title).not.toThrow();
      }
    }
  });

  it('has at most 4 KB with the longest number and the longest words of any language', () => {
    const campaign = aCampaign({
      discreet: true,
      elsewhere: [{ count: 8_999_999_999, source: 'Paper', date: '2026-01' }],
    });
    for (const locale of ['en', 'es']) {
      for (const online of [0, 1_000_000_000]) {
        const title = { text: '"'.repeat(MAX_TITLE_CHARS), locale: 'de-Latn-CH' };
        const svg = drawBadge(
          badgeWords(toCount(campaign, aTally({ online }), true), title, translator(locale)),
        );
        expect(Buffer.byteLength(svg), `${locale} ${online}`).toBeLessThanOrEqual(MAX_BYTES);
      }
    }
  });

  it('says every title whole to who cannot see it', () => {
    const titles = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(titles, (title) => {
        expect(textOf(badgeOf(title), 'desc')).toBe(title.replaceAll(/\r\n?/gu, '\n'));
      }),
    );
  });

  it('loads nothing and runs nothing, whatever the title is', () => {
    for (const title of LONGEST) {
      const elements = elementsOf(badgeOf(title));
      const kinds = new Set(elements.map(({ name }) => name));
      expect([...kinds].sort(), title).toEqual([
        'desc',
        'g',
        'path',
        'rect',
        'svg',
        'text',
        'title',
        'tspan',
      ]);
      for (const { attributes } of elements) {
        const risky = Object.keys(attributes).filter((name) => /^on|href|style|class|src/iu.test(name));
        expect(risky, title).toEqual([]);
        for (const [name, value] of Object.entries(attributes))
          if (name !== 'xmlns') expect(value, title).not.toMatch(/url\(|:\/\//u);
      }
    }
  });

  it('is a picture with a name, and says the language of a title in another', () => {
    const [svg, title] = elementsOf(badgeOf('Un río limpio', 'es'));
    expect(svg?.attributes).toMatchObject({ role: 'img', 'xml:lang': 'en' });
    expect(title?.text).toBe(
      '1,234 signatures. One signature per email address. We do not check the addresses.',
    );
    const named = elementsOf(badgeOf('Un río limpio', 'es')).filter(({ text }) => text === 'Un río limpio');
    expect(named.map(({ name, attributes }) => [name, attributes['xml:lang']])).toEqual([
      ['desc', 'es'],
      ['text', 'es'],
    ]);
    expect(badgeOf('A clean river').match(/xml:lang/gu)).toHaveLength(1);
  });

  it('turns a title round that is written from right to left', () => {
    const titled = (svg: string) => elementsOf(svg).find(({ attributes }) => attributes['font-weight']);
    const arabic = titled(badgeOf('نهر نظيف', 'ar'))?.attributes;
    expect(arabic).toMatchObject({ direction: 'rtl', 'text-anchor': 'end', x: '20' });
    const within = titled(aBadge({ locale: 'ar', title: { text: 'نهر نظيف', locale: 'ar' } }))?.attributes;
    expect(within).toMatchObject({ x: '380' });
    expect(within).not.toHaveProperty('text-anchor');
  });
});

describe('the words of a badge', () => {
  const words = (
    online: number,
    elsewhere: number,
    changes: Parameters<typeof aCampaign>[0] = {},
    locale = 'en',
  ) => {
    const from = elsewhere > 0 ? [{ count: elsewhere, source: 'Paper', date: '2026-01' }] : [];
    const count = toCount(aCampaign({ elsewhere: from, ...changes }), aTally({ online }), true);
    const { number, basis } = badgeWords(count, { text: 'T', locale }, translator(locale));
    return `${[number.before, number.digits, number.after].filter(Boolean).join(' ')}. ${basis}`;
  };
  const confirmation = 'required';

  it.each([
    [words(0, 0), 'Be the first to sign. One signature per email address. We do not check the addresses.'],
    [words(1217, 0), '1,217 signatures. One signature per email address. We do not check the addresses.'],
    [words(1, 0, { confirmation }), '1 signature. Each signature is confirmed by email.'],
    [
      words(1217, 0, { discreet: true }),
      'at least 1,210 signatures. One signature per email address. We do not check the addresses.',
    ],
    [
      words(0, 0, { discreet: true }),
      'fewer than 30 signatures. One signature per email address. We do not check the addresses.',
    ],
    [
      words(1217, 0, { discreet: true }, 'es'),
      'al menos 1210 firmas. Una firma por cada correo. No comprobamos los correos.',
    ],
    [words(7, 40), '47 signatures. Online, each from another email address. We do not check the addresses.'],
    [words(7, 40, { confirmation }), '47 signatures. Online, each confirmed by email.'],
    [words(0, 40), '40 signatures. On paper or through partners.'],
    [
      words(0, 40, { discreet: true }),
      '40 signatures. On paper or through partners. Online, fewer than 30. We do not check the addresses.',
    ],
  ])('are: %s', (said, expected) => {
    expect(said).toBe(expected);
  });
});

describe('words in a picture', () => {
  const ROOM = { ems: 20, lines: 2 };

  it('stay within their lines, in any script', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(texts, (text) => {
        const lines = fittedLines(text, 'en', ROOM);
        expect(lines.length).toBeLessThanOrEqual(ROOM.lines);
        // A single letter wider than a line stays: there is no smaller piece.
        for (const line of lines)
          if (Array.from(line).length > 8) expect(widthOf(line), line).toBeLessThanOrEqual(ROOM.ems);
      }),
    );
  });

  it('lose no letter where they have room', () => {
    const text = 'Tell the river authority to stop it';
    expect(fittedLines(text, 'en', ROOM).join(' ')).toBe(text);
    expect(fittedLines('请把清澈的河流还给我们，三月以来工厂一直往河里排放废水', 'zh', ROOM).join('')).toBe(
      '请把清澈的河流还给我们，三月以来工厂一直往河里排放废水',
    );
  });

  it('break between words, into lines of about one length, and end with “…” where there is no room', () => {
    expect(fittedLines('Stop the raids that part families now', 'en', ROOM)).toEqual([
      'Stop the raids that',
      'part families now',
    ]);
    expect(fittedLines('Stop the raids that tear families apart, and tell everyone', 'en', ROOM)).toEqual([
      'Stop the raids that tear families',
      'apart, and tell everyone',
    ]);
    expect(fittedLines('river '.repeat(50), 'en', ROOM).at(-1)).toMatch(/^river .*…$/u);
  });
});
