import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#i18n/translate.ts';
import { privacyStatement } from '#page-data/privacy-statement.ts';
import { ALL_CONFIRM, campaignsWith, FULL, promisedBy, site, SOME_CONFIRM } from './a-privacy-page.ts';

const CONTENTS = {
  open: campaignsWith({ discreet: false }),
  discreet: campaignsWith({ discreet: true }),
  both: campaignsWith({ discreet: true }, { discreet: false }),
  some: SOME_CONFIRM,
  all: ALL_CONFIRM,
};

/** Every configuration that a privacy page depends on, but its host. */
const CONFIGURATIONS = Object.entries(CONTENTS).flatMap(([name, contents]) =>
  [true, false].flatMap((isSealing) =>
    [true, false].flatMap((hasMail) =>
      [{}, FULL, { transfers: 'It stands in Reykjavik.' }].flatMap((legal) =>
        ['en', 'es'].map((locale) => ({ name, contents, isSealing, hasMail, legal, locale })),
      ),
    ),
  ),
);
type Configuration = (typeof CONFIGURATIONS)[number];

/** What a page says of who runs its computers. */
function hostKeys(host: 'netlify' | 'own', { isSealing, hasMail, legal }: Configuration): string[] {
  const isSaid = 'transfers' in legal;
  if (host === 'netlify') {
    return [
      'privacy.notKept.address',
      'privacy.who.host',
      isSealing ? 'privacy.who.sealed' : 'privacy.who.open',
      'privacy.abroad.host',
      isSaid ? 'privacy.abroad.transfers' : 'privacy.abroad.noTransfers',
    ];
  }
  return [
    'privacy.kept.ownLog',
    'privacy.notKept.ownAddress',
    'privacy.notKept.ownNetwork',
    'privacy.who.ownHost',
    isSealing ? 'privacy.who.ownSealed' : 'privacy.who.ownOpen',
    hasMail ? 'privacy.abroad.ownMail' : 'privacy.abroad.own',
    isSaid ? 'privacy.abroad.ownTransfers' : 'privacy.abroad.noCountry',
    'privacy.long.ownBackups',
  ];
}

const ALL = new Set(CONFIGURATIONS.flatMap((one) => [...hostKeys('netlify', one), ...hostKeys('own', one)]));

describe.each(['netlify', 'own'] as const)('the privacy page of a site whose host is %s', (host) => {
  const saidBy = ({ contents, legal, ...options }: Configuration) =>
    promisedBy(legal, contents, { ...options, host });

  it('says of its host what is true for it, and nothing else, in every configuration', () => {
    for (const one of CONFIGURATIONS) {
      const keys = saidBy(one).map(({ key }) => key);
      expect(
        keys.filter((key) => ALL.has(key)),
        JSON.stringify({ ...one, contents: one.name }),
      ).toEqual(hostKeys(host, one));
    }
  });

  it('names Netlify and its country exactly where Netlify is the host', () => {
    for (const one of CONFIGURATIONS) {
      const words: Readonly<Record<string, string>> = LANGUAGES[one.locale] ?? {};
      const text = saidBy(one)
        .map(({ key }) => words[key] ?? '')
        .join(' ');
      const named = [text.includes('Netlify'), /United States|Estados Unidos/u.test(text)];
      expect(named, one.locale).toEqual(host === 'netlify' ? [true, true] : [false, false]);
    }
  });

  it('says the same as the other of everything but the host', () => {
    for (const { contents, legal, ...options } of CONFIGURATIONS) {
      const rest = (of: 'netlify' | 'own') =>
        promisedBy(legal, contents, { ...options, host: of }).filter(({ key }) => !ALL.has(key));
      expect(rest('own'), options.locale).toEqual(rest('netlify'));
    }
  });

  it('says each under its heading', () => {
    const said = privacyStatement(
      { site, campaigns: CONTENTS.open },
      { locale: 'en', isSealing: true, hasMail: false, host },
    );
    for (const { heading, sentences } of said) {
      for (const { key } of sentences) {
        if (ALL.has(key)) expect(key.startsWith(`${heading}.`), `${heading} ${key}`).toBe(true);
      }
    }
  });
});

describe('a machine of its own', () => {
  it('forgets an address within two windows of its limits, as its privacy page says', () => {
    const files = readdirSync('netlify/functions').map((file) =>
      readFileSync(`netlify/functions/${file}`, 'utf8'),
    );
    const windows = files.flatMap((text) =>
      Array.from(text.matchAll(/windowSize: (\d+)/gu), ([, size]) => size),
    );
    expect(new Set(windows)).toEqual(new Set(['60']));
    expect(LANGUAGES['en']?.['privacy.notKept.ownAddress']).toContain('two minutes at most');
    expect(LANGUAGES['es']?.['privacy.notKept.ownAddress']).toContain('dos minutos como máximo');
  });
});
