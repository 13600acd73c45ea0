import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { attribute, elementsOf } from '#html/elements.ts';
import { type ConfirmingFacts, newsMail, signingMail, withdrawalMail } from '#mail/compose.ts';
import type { Mail } from '#mail/mail.ts';
import { toMessage } from '#smtp/message.ts';
import { parseMail } from '../support/parsed-mail.ts';
import { mailFacts } from './a-mail.ts';

const MAILS = { signing: signingMail, news: newsMail, withdrawal: withdrawalMail };
type Kind = keyof typeof MAILS;

/** Every mail in both languages, of a campaign that is open and of one that is discreet. */
const cases = (Object.keys(MAILS) as Kind[]).flatMap((kind) =>
  ['en', 'es'].flatMap((locale) => [false, true].map((isDiscreet) => ({ kind, locale, isDiscreet }))),
);

function compose(
  { kind, locale, isDiscreet }: (typeof cases)[number],
  changes: Partial<ConfirmingFacts> = {},
): { facts: ConfirmingFacts; mail: Mail } {
  const facts = mailFacts({ locale, ...(isDiscreet && { title: null }), ...changes });
  return { facts, mail: MAILS[kind](facts) };
}

/** A page, and all that a parser of browsers finds wrong in it. */
function parsed(html: string): { faults: string[]; document: DefaultTreeAdapterTypes.Document } {
  const faults: string[] = [];
  return { document: parse(html, { onParseError: ({ code }) => faults.push(code) }), faults };
}

/** What a reader of the HTML gets: its words, and each link where it stands. */
function readHtml(html: string): string {
  return html
    .replaceAll(/<style>.*?<\/style>|<title>.*?<\/title>/gsu, '')
    .replaceAll(/<a href="([^"]*)"[^>]*>/gu, '$1 ')
    .replaceAll(/<[^>]*>/gu, '');
}

describe.each(cases)('the mail of $kind in $locale, discreet: $isDiscreet', (which) => {
  const { facts, mail } = compose(which);
  const isConfirming = which.kind !== 'withdrawal';
  const order = isConfirming ? [facts.code, facts.confirmUrl, facts.withdrawUrl] : [facts.withdrawUrl];

  it('brings code, link and withdrawal in this order, each once, as text and as HTML', () => {
    for (const [how, words] of Object.entries({ text: mail.text, html: readHtml(mail.html) })) {
      const places = order.map((part) => words.indexOf(part));
      expect(Math.min(...places), how).toBeGreaterThan(0);
      expect(places, how).toEqual(places.toSorted((a, b) => a - b));
      for (const part of order) expect(words.split(part), part).toHaveLength(2);
    }
    expect(mail.links).toEqual(order.filter((part) => part.startsWith('https:')));
    for (const link of mail.links) expect(mail.text.split('\n'), link).toContain(link);
  });

  it('says when it was asked for, the same words as text and as HTML', () => {
    const time =
      which.locale === 'en'
        ? 'November 26, 2026 at 8:41 PM (UTC)'
        : '26 de noviembre de 2026 a las 20:41 (UTC)';
    expect(mail.text.replaceAll(/[\u00A0\u202F]/gu, ' ')).toContain(time);
    const words = (text: string) => text.split(/\s+/u).filter((word) => word !== '');
    const inHtml = words(readHtml(mail.html)).join(' ');
    for (const line of mail.text.split('\n').filter((text) => !text.startsWith('https:')))
      expect(inHtml, line).toContain(words(line).join(' ').replaceAll('"', '&quot;'));
  });

  it('repeats nothing that was typed, and names no topic where that would tell', () => {
    const all = [mail.subject, mail.text, mail.html].join('\n');
    expect(all).not.toMatch(/xenia|quist|example\.org/iu);
    const isNamed = all.includes('Clean up the river') && all.includes('River Keepers');
    expect(isNamed).toBe(!which.isDiscreet);
    if (!which.isDiscreet) return;
    const withoutLinks = mail.links.reduce((text, link) => text.replaceAll(link, ''), all);
    expect(withoutLinks).not.toMatch(/petiti|petici|\bsign(?!ific)|(?<!con)firm|campa|news|noticia|river/iu);
  });

  it('links to this site only, and loads nothing', () => {
    const { document, faults } = parsed(mail.html);
    expect(faults).toEqual([]);
    const elements = Array.from(elementsOf(document));
    const leading = elements.flatMap((element) => attribute(element, 'href') ?? []);
    expect(leading).toEqual(mail.links);
    for (const { attrs, tagName } of elements) {
      expect(tagName, tagName).toMatch(/^(?:html|head|meta|title|style|body|div|h1|h2|p|strong|br|a)$/u);
      for (const { name, value } of attrs) {
        expect(name, tagName).toMatch(
          /^(?:lang|dir|charset|name|content|class|style|role|aria-label|href)$/u,
        );
        if (name !== 'href') expect(value, name).not.toMatch(/url\(|:\/\//u);
      }
    }
    const addresses = `${mail.text}\n${mail.html}`.matchAll(/[a-z]+:\/\/[^\s"<]+/gu);
    expect(new Set(Array.from(addresses, ([address]) => address))).toEqual(new Set(mail.links));
    expect(mail.html).not.toMatch(/url\(|@import|http-equiv/u);
  });

  it('has one language, and headings in order', () => {
    const elements = Array.from(elementsOf(parsed(mail.html).document));
    expect(
      elements.filter(({ tagName }) => tagName === 'html').map((html) => attribute(html, 'lang')),
    ).toEqual([which.locale]);
    const headings = elements.map(({ tagName }) => tagName).filter((name) => /^h\d$/u.test(name));
    expect(headings[0]).toBe('h1');
    expect(headings.slice(1).every((name) => name === 'h2')).toBe(true);
  });

  it('has at most 10 KB beside its links, whatever the campaign is called', async () => {
    const short = { confirmUrl: 'https://a.example/#a', withdrawUrl: 'https://a.example/#b' };
    for (const letter of ['a', 'ß', '漢', '👩🏽‍🚒', '"', '&', 'ᄀ', '؟']) {
      const long = letter.repeat(300);
      const title = which.isDiscreet ? null : { text: long, locale: 'ar' };
      const from = { name: which.isDiscreet ? '' : long.slice(0, 60), address: 'news@petition.example' };
      const { bytes } = await toMessage(compose(which, { ...short, title, from, organization: long }).mail);
      expect(bytes.length, letter).toBeLessThanOrEqual(10 * 1024);
    }
  });

  it('arrives whole, with links of any length and no line that is too long', async () => {
    const confirmUrl = `https://petition.example/clean-river/confirm/#1${'Ab-_'.repeat(5500)}.7K3QD9XW2M`;
    const title = which.isDiscreet ? null : { text: '漢'.repeat(80), locale: 'ja' };
    const long = compose(which, { confirmUrl, title }).mail;
    const { bytes } = await toMessage(long);
    const raw = bytes.toString('latin1');
    expect(raw).toMatch(/^[\t\r\n\x20-\x7E]*$/u);
    expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(78);
    const { text, html, subject } = await parseMail(bytes);
    expect([text, html, subject]).toEqual([long.text, long.html, long.subject]);
  });
});

describe('a mail about a campaign with a hostile title', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    '</title><style>*{display:none}</style>',
    "' onmouseover='alert(1)",
    '&lt;b&gt; &amp;amp; {time} {organization} $& $1',
    'Line\r\nBcc: evil\r\n\r\nbody',
    'Stop\u2028it\u0000now',
  ])('shows it as text: %j', async (text) => {
    for (const kind of Object.keys(MAILS) as Kind[]) {
      const which = { kind, locale: 'en', isDiscreet: false };
      const { mail } = compose(which, { title: { text, locale: 'en' }, organization: text });
      const { document, faults } = parsed(mail.html);
      expect(faults, kind).toEqual([]);
      const plain = Array.from(
        elementsOf(parsed(compose(which).mail.html).document),
        ({ tagName }) => tagName,
      );
      expect(
        Array.from(elementsOf(document), ({ tagName }) => tagName),
        kind,
      ).toEqual(plain);
      const received = await parseMail((await toMessage(mail)).bytes);
      expect(received.bcc, kind).toBeUndefined();
      expect(received.subject, kind).toBe(mail.subject);
      expect(mail.subject, kind).not.toMatch(/[\r\n\0\u2028]/u);
    }
  });

  it.each(['Stop https://evil.example now', 'Read www.evil.example', 'evil.com/pay is ours'])(
    'leaves it out where programs would make a link of it: %s',
    (text) => {
      const { mail } = compose(
        { kind: 'signing', locale: 'en', isDiscreet: false },
        { title: { text, locale: 'en' } },
      );
      expect([mail.subject, mail.text, mail.html].join('\n')).not.toContain('evil');
      expect(mail.subject).toBe('Confirm your signature');
    },
  );
});

describe('a mail in another language than the title', () => {
  it('marks the title with its own', () => {
    const title = { text: 'نظّفوا النهر', locale: 'ar' };
    const { mail } = compose({ kind: 'signing', locale: 'es', isDiscreet: false }, { title });
    expect(mail.html).toContain('<strong lang="ar" dir="rtl">نظّفوا النهر</strong>');
  });

  it('is in English for a language without words, and says so', () => {
    const { mail } = compose({ kind: 'news', locale: 'fr', isDiscreet: false });
    expect(mail.html).toContain('<html lang="en" dir="ltr">');
    expect(mail.subject).toBe('Confirm that you want news: Clean up the river');
  });
});
