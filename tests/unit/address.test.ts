import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESS_RULES } from '#domain/address-rules.ts';
import { canonicalAddress } from '#domain/address.ts';
import { everyCanonicalAddress, spellingsOfMailbox } from '#domain/every-address.ts';
import { corpus } from './is-email-corpus.ts';

/** The pattern as the standard prints it: https://html.spec.whatwg.org/#valid-e-mail-address. */
const BROWSERS_RULE =
  /^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

describe('an e-mail address', () => {
  it('is what a browser takes for one and has a dot in its domain, all over the corpus', () => {
    const ascii = corpus.filter(({ address }) => /^[\x00-\x7F]*$/.test(address));
    expect(ascii.length).toBeGreaterThan(150);
    for (const { address } of ascii) {
      const hasDot = address.includes('.', address.lastIndexOf('@'));
      const isShort = address.slice(address.lastIndexOf('@') + 1).trim().length <= 253;
      expect(canonicalAddress(address) !== null, address).toBe(
        BROWSERS_RULE.test(address.trim()) && hasDot && isShort,
      );
    }
  });

  it.each([
    "o'neil@example.ie",
    'ada@1.2',
    'ada@müller.example',
    'ada@例え.jp',
    '用户@例子.广告',
    'josé@example.org',
    'अजय@डाटा.भारत',
    ' ada@example.org\n',
  ])('may be %j', (address) => {
    expect(canonicalAddress(address)).not.toBeNull();
  });

  it.each([
    '',
    'ada',
    '@example.org',
    'ada@',
    'a b@example.org',
    'ada@exa mple.org',
    'ada@-x.org',
    'ada@ex\u202Eample.org',
    'ada@müller..org',
    'ada@example',
    'ada@1。2',
    'ada@☃.net',
    'ada@müller.org:80',
    'ada@müller.org/x',
    '\u0301\u0302@example.org',
    '\u093C@example.org',
    'a\u3164@example.org',
    'ada＠example.org',
    `ada@${'a.'.repeat(126)}org`,
    `ada@example.org${' '.repeat(5)}x`,
    `${'a'.repeat(2000)}@example.org`,
  ])('is never %j', (address) => {
    expect(canonicalAddress(address)).toBeNull();
  });
});

describe('a domain', () => {
  it('has at most 253 octets as it is sent, however few its letters are', () => {
    const label = (first: number) =>
      String.fromCodePoint(...Array.from({ length: 12 }, (_, at) => first + 97 * at));
    const labels = Array.from({ length: 9 }, (_, at) => label(0x4e00 + at));
    const domain = (count: number) => `${labels.slice(0, count).join('.')}.jp`;
    expect(canonicalAddress(`ada@${domain(4)}`)).toMatch(/^ada@(?:xn--[a-z0-9]+\.){4}jp$/u);
    expect(domain(9).length).toBeLessThan(130);
    expect(new URL(`http://${domain(9)}`).hostname.length).toBeGreaterThan(253);
    expect(canonicalAddress(`ada@${domain(9)}`)).toBeNull();
  });

  it('has no sign that hides a full stop, as in browsers', () => {
    const signs = Array.from({ length: 0x110000 - 0x80 }, (_, at) => String.fromCodePoint(0x80 + at)).filter(
      (sign) => sign !== '．' && sign.normalize('NFKC').includes('.'),
    );
    expect(signs.length).toBeGreaterThan(20);
    for (const sign of signs) {
      expect(URL.canParse(`http://a${sign}b.org`), sign).toBe(false);
      expect(canonicalAddress(`ada@a${sign}b.org`), sign).toBeNull();
    }
  });
});

describe('the canonical address', () => {
  const local = fc.stringMatching(/^[a-z0-9]{1,12}(\.[a-z0-9]{1,8})?$/);
  const domain = fc.stringMatching(/^[a-z0-9]{1,10}\.(org|example|de)$/);

  it('is the same for every spelling of one address', () => {
    fc.assert(
      fc.property(local, domain, fc.stringMatching(/^[a-z0-9+]{0,8}$/), (local, domain, tag) => {
        const plain = canonicalAddress(`${local}@${domain}`);
        expect(canonicalAddress(` ${local.toUpperCase()}+${tag}@${domain.toUpperCase()}\t`)).toBe(plain);
      }),
    );
  });

  it('tells apart what no rule makes one', () => {
    fc.assert(
      fc.property(local, local, domain, (one, other, domain) => {
        fc.pre(one !== other);
        expect(canonicalAddress(`${one}@${domain}`)).not.toBe(canonicalAddress(`${other}@${domain}`));
      }),
    );
  });

  it('of a canonical address is that address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const once = canonicalAddress(address);
        fc.pre(once !== null);
        expect(canonicalAddress(once)).toBe(once);
      }),
    );
    for (const { address } of corpus) {
      const once = canonicalAddress(address);
      if (once !== null) expect(canonicalAddress(once), address).toBe(once);
    }
  });

  it.each([
    ['A.d.a+x@googlemail.com', 'ada@gmail.com'],
    ['ada@PM.me', 'ada@proton.me'],
    ['ada_l-o.v@protonmail.com', 'adalov@proton.me'],
    ['a.da@example.org', 'a.da@example.org'],
    ['+x@example.org', '+x@example.org'],
    ['...@gmail.com', '...@gmail.com'],
    ['ada@MÜLLER.example', 'ada@xn--mller-kva.example'],
    ['ada@mu\u0308ller.example', 'ada@xn--mller-kva.example'],
    ['JOSE\u0301@example.org', 'josé@example.org'],
    ['ada@例え。jp', 'ada@xn--r8jz45g.jp'],
    ['ada@1.2', 'ada@1.2'],
    ['ada@１.２', 'ada@1.2'],
    ['ada.l@protonmail.ch', 'adal@proton.me'],
    // One letter in another width, case or form.
    ['ａｎａ@example.jp', 'ana@example.jp'],
    ['Ａｎａ＋ｘ@ｅｘａｍｐｌｅ．ｊｐ', 'ana@example.jp'],
    ['ａ．ｎａ@ｇｍａｉｌ．ｃｏｍ', 'ana@gmail.com'],
    ['ｱﾅ@example.jp', 'アナ@example.jp'],
    ['\u212Aim@example.org', 'kim@example.org'],
    ['J\u030Can@example.org', '\u01F0an@example.org'],
    ['oﬃce@example.org', 'office@example.org'],
    ['\u017Fam@example.org', 'sam@example.org'],
    ['Νίκος@example.gr', 'νίκοσ@example.gr'],
    ['ΝΊΚΟΣ@example.gr', 'νίκοσ@example.gr'],
    ['νίκοσ@example.gr', 'νίκοσ@example.gr'],
    ['ада@example.org', 'ада@example.org'],
    ['а\u1C81а@example.org', 'ада@example.org'],
    ['ꭰᎠ@example.org', 'ꭰꭰ@example.org'],
    ['GROẞ@example.de', 'groß@example.de'],
    // Two letters for one may be another person's address.
    ['gross@example.de', 'gross@example.de'],
    ['ışık@example.tr', 'ışık@example.tr'],
    ['isik@example.tr', 'isik@example.tr'],
    // Marks that a phone pastes.
    ['\u202Aana@example.org\u202C', 'ana@example.org'],
    // Joiners that a script needs.
    ['علی\u200Cرضا@example.ir', 'علی\u200Cرضا@example.ir'],
  ])('of %s is %s', (typed, canonical) => {
    expect(canonicalAddress(typed)).toBe(canonical);
  });

  it('is the same for a letter in either case, whatever the letter', () => {
    // The upper case of these is the upper case of another letter too, which may be another person's.
    const shared = /[ıſ\u0345\u1E9B]/u;
    for (let code = 0x80; code <= 0x1ffff; code += 1) {
      const lower = String.fromCodePoint(code);
      const upper = lower.toUpperCase();
      if (upper === lower || Array.from(upper).length > 1 || shared.test(lower)) continue;
      expect(canonicalAddress(`a${upper}a@x.org`), upper).toBe(canonicalAddress(`a${lower}a@x.org`));
    }
  });

  it('has no provider’s domain in two rules', () => {
    const domains = ADDRESS_RULES.flatMap(({ domain, aliases }) => [domain, ...aliases]);
    expect(new Set(domains).size).toBe(domains.length);
  });
});

describe('every spelling that an address ever had', () => {
  it.each([
    ['ana@example.org', ['ana@example.org']],
    ['A.na+x@GoogleMail.com', ['ana@gmail.com']],
    ['ａｎａ@example.jp', ['ana@example.jp', 'ａｎａ@example.jp']],
    ['νίκος@example.gr', ['νίκοσ@example.gr', 'νίκος@example.gr']],
    ['a.na@protonmail.ch', ['ana@proton.me', 'a.na@protonmail.ch']],
    // A mailbox of Proton may have signed with its old domain.
    ['ana@proton.me', ['ana@proton.me', 'ana@protonmail.ch']],
    ['ana@me.com', ['ana@icloud.com']],
    ['ana@mac.com', ['ana@icloud.com']],
    ['ana@yandex.com', ['ana@yandex.ru']],
    ['ana@yandex.by', ['ana@yandex.ru']],
    ['ana@yandex.kz', ['ana@yandex.ru']],
    ['ana@yandex.ua', ['ana@yandex.ru']],
    ['ana@ya.ru', ['ana@yandex.ru']],
    ['ana@müller.org:80', []],
    // Once taken, and refused now.
    ['ana@example', ['ana@example']],
    ['\u0301@example.org', ['\u0301@example.org']],
    ['ana', []],
    ['', []],
    [`${'a'.repeat(2000)}@example.org`, []],
  ])('of %s: %j', (typed, spellings) => {
    expect(everyCanonicalAddress(typed)).toEqual(spellings);
  });

  it('and of its mailbox today: without what is another one, such as a domain with a final sigma', () => {
    const ofMailbox = (typed: string) => [everyCanonicalAddress(typed), spellingsOfMailbox(typed)];
    for (const typed of ['ａｎａ@example.jp', 'νίκος@example.gr', 'ana@proton.me', 'A.na+x@GoogleMail.com']) {
      const [every, own] = ofMailbox(typed);
      expect(own, typed).toEqual(every);
    }
    expect(ofMailbox('ana@βόλος.gr')).toEqual([
      ['ana@xn--nxasmq6b.gr', 'ana@xn--nxasmm1c.gr'],
      ['ana@xn--nxasmq6b.gr'],
    ]);
    expect(spellingsOfMailbox('ana@xn--nxasmm1c.gr')).toEqual(['ana@xn--nxasmm1c.gr']);
  });

  it('begins with the present one, which is the only one of a plain address', () => {
    const plain = fc.stringMatching(/^[a-zA-Z0-9._+-]{1,20}@[a-zA-Z0-9-]{1,10}\.(?:org|com|example)$/);
    fc.assert(
      fc.property(plain, (typed) => {
        const present = canonicalAddress(typed);
        expect(everyCanonicalAddress(typed)).toEqual(present === null ? [] : [present]);
      }),
    );
  });
});
