import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESS_RULES } from '#domain/address-rules.ts';
import { canonicalAddress, isEmailAddress } from '#domain/address.ts';
import { corpus } from './is-email-corpus.ts';

/** The pattern as the standard prints it: https://html.spec.whatwg.org/#valid-e-mail-address. */
const BROWSERS_RULE =
  /^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

describe('an e-mail address', () => {
  it('is what a browser takes for one, all over the corpus', () => {
    const ascii = corpus.filter(({ address }) => /^[\x00-\x7F]*$/.test(address));
    expect(ascii.length).toBeGreaterThan(150);
    for (const { address } of ascii) {
      expect([address, isEmailAddress(address)], address).toEqual([
        address,
        BROWSERS_RULE.test(address.trim()),
      ]);
    }
  });

  it.each([
    "o'neil@example.ie",
    'ada@example',
    'ada@1.2',
    'ada@müller.example',
    'ada@例え.jp',
    '用户@例子.广告',
    'josé@example.org',
    'अजय@डाटा.भारत',
    ' ada@example.org\n',
  ])('may be %j', (address) => {
    expect(isEmailAddress(address)).toBe(true);
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
    'ada@１.２',
  ])('is never %j', (address) => {
    expect(isEmailAddress(address)).toBe(false);
    expect(canonicalAddress(address)).toBeNull();
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

  it('is there for every address and for nothing else', () => {
    for (const { address } of corpus)
      expect(canonicalAddress(address) !== null, address).toBe(isEmailAddress(address));
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
  ])('of %s is %s', (typed, canonical) => {
    expect(canonicalAddress(typed)).toBe(canonical);
  });

  it('has no provider’s domain in two rules', () => {
    const domains = ADDRESS_RULES.flatMap(({ domain, aliases }) => [domain, ...aliases]);
    expect(new Set(domains).size).toBe(domains.length);
  });
});
