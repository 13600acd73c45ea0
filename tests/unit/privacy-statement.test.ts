import { describe, expect, it } from 'vitest';
import type { Campaign } from '#domain/campaign.ts';
import { LEGAL_KEYS, type LegalKey } from '#domain/legal.ts';
import { ASKABLE } from '#domain/supporter.ts';
import { LANGUAGES, translator } from '#i18n/translate.ts';
import { erasedWhen, keptUntil } from '#page-data/kept-until.ts';
import { privacyStatement } from '#page-data/privacy-statement.ts';
import { aCampaign } from './a-campaign.ts';
import {
  ALL_CONFIRM,
  campaigns,
  campaignsWith,
  FULL,
  keysOf,
  promised,
  promisedBy,
  site,
  SOME_CONFIRM,
} from './a-privacy-page.ts';

/** What each key of `legal` says, and what the page says without it. */
const OF_LAW: Readonly<Record<LegalKey, readonly [given: string, missing: string]>> = {
  controller: ['privacy.controller.name', 'privacy.controller.noName'],
  address: ['privacy.controller.address', 'privacy.controller.noAddress'],
  dataProtectionOfficer: ['privacy.controller.officer', 'privacy.controller.noOfficer'],
  basis: ['privacy.why.basis', 'privacy.why.noBasis'],
  processors: ['privacy.who.processors', 'privacy.who.noProcessors'],
  transfers: ['privacy.abroad.transfers', 'privacy.abroad.noTransfers'],
  authority: ['privacy.complaint.authority', 'privacy.complaint.noAuthority'],
};

describe('the words of the form', () => {
  it.each([
    ['en', '2016-05', 'until 180 days after the campaign closes'],
    ['en', null, 'until 180 days after the campaign closes, or for 730 days while it has no closing day'],
    [
      'es',
      null,
      'hasta 180 días después del cierre de la campaña, o durante 730 días mientras no tenga fecha de cierre',
    ],
  ])('say how long a signature is kept: %s, %s', (locale, closes, words) => {
    const kept = keptUntil(aCampaign({ closes }), { ...site, retention: 180 }, translator(locale));
    expect(kept).toBe(words);
  });

  it.each([
    ['en', '2016-05', '180 days after the campaign closes'],
    ['en', null, 'after 730 days, or 180 days after the closing day if there is one'],
    ['es', null, 'a los 730 días, o 180 días después de la fecha de cierre si la hay'],
  ])('say when a signature is erased: %s, %s', (locale, closes, words) => {
    const erased = erasedWhen(aCampaign({ closes }), { ...site, retention: 180 }, translator(locale));
    expect(erased).toBe(words);
  });
});

describe('the privacy statement', () => {
  it('says that a partner is noted only where there is one', () => {
    const partners = [{ slug: 'river-friends', name: 'Friends of the River' }];
    expect(keysOf(campaignsWith({ partners: [] }, { partners }), false)).toContain('privacy.kept.via');
    expect(keysOf(campaignsWith({ partners: [] }), false)).not.toContain('privacy.kept.via');
  });

  it('says each of its sentences for one site or another', () => {
    const all = Object.keys(LANGUAGES['en'] ?? {}).filter((key) => /^privacy\.\w+\.\w+$/u.test(key));
    const sites = [
      campaigns,
      campaignsWith(
        { ask: [...ASKABLE], partners: [{ slug: 'river-friends', name: 'Friends of the River' }] },
        { retention: 90, closes: '2016-05' },
      ),
      campaignsWith({ discreet: true }),
      campaignsWith({ discreet: true }, { discreet: false }),
    ];
    const both = [true, false];
    const said = [{}, FULL].flatMap((legal) => [
      ...sites.flatMap((contents) =>
        both.flatMap((isSealing) =>
          both.flatMap((hasMail) =>
            (['netlify', 'own'] as const).flatMap((host) =>
              promisedBy(legal, contents, { isSealing, hasMail, host }),
            ),
          ),
        ),
      ),
      ...[SOME_CONFIRM, ALL_CONFIRM].flatMap((contents) =>
        both.flatMap((isSealing) => promisedBy(legal, contents, { isSealing, hasMail: true })),
      ),
    ]);
    const keys = new Set<string>(said.map(({ key }) => key));
    expect(all.filter((key) => !keys.has(key))).toEqual([]);
  });

  it('have words in every language, with a place for every value', () => {
    for (const words of Object.values(LANGUAGES)) {
      const all = new Map(Object.entries(words));
      const differing = campaignsWith({ retention: 30, ask: [...ASKABLE] }, { retention: 90 });
      for (const legal of [{}, FULL]) {
        const mailed = [SOME_CONFIRM, ALL_CONFIRM].flatMap((contents) =>
          promisedBy(legal, contents, { hasMail: true, isSealing: true }),
        );
        const own = [true, false].flatMap((hasMail) =>
          promisedBy(legal, differing, { hasMail, host: 'own', isSealing: hasMail }),
        );
        for (const { key, values, quoted, href } of [...promisedBy(legal, differing), ...mailed, ...own]) {
          const places = Array.from((all.get(key) ?? '').matchAll(/\{(\w+)\}/gu), ([, name]) => name ?? '');
          const isQuoted = (place: string) => ['campaign', 'words'].includes(place);
          const plain = places.filter((place) => !isQuoted(place));
          expect(Array.from(new Set(plain)).sort(), key).toEqual(Object.keys(values).sort());
          expect(places.filter(isQuoted), key).toHaveLength(quoted ? 1 : 0);
          expect(/\[.+\]/u.test(all.get(key) ?? ''), key).toBe(href !== null);
        }
      }
    }
  });

  it('name a field as kept only where a campaign asks for it', () => {
    const keys = (ask: Campaign['ask']) => promised(campaignsWith({ ask })).map(({ key }) => key);
    expect(keys([])).not.toContain('privacy.kept.comment');
    expect(keys(['comment'])).toContain('privacy.kept.comment');
  });

  it('say how long for each campaign where they differ', () => {
    const long = promised(campaignsWith({ retention: 30 }, { retention: 90 })).filter(
      ({ key }) => key === 'privacy.long.one',
    );
    expect(long.map(({ values }) => values)).toMatchObject([{ days: 30 }, { days: 90 }]);
  });

  it('say it once where all are kept equally long', () => {
    const long = promised(campaigns).filter(({ key }) => key.startsWith('privacy.long'));
    expect(long).toMatchObject([
      { key: 'privacy.long.all', values: { days: site.retention } },
      { key: 'privacy.long.erased' },
      { key: 'privacy.long.number' },
      { key: 'privacy.long.undated', values: { days: 730 } },
      { key: 'privacy.long.removed', values: { days: site.retention } },
    ]);
  });

  it('say who can read a signature as it is: open to the host, or sealed', () => {
    const keys = (isSealing: boolean) => promised(campaigns, isSealing).map(({ key }) => key);
    expect(keys(false)).toContain('privacy.who.open');
    expect(keys(false)).toContain('privacy.kept.time');
    const sealed = ['privacy.who.sealed', 'privacy.who.keys', 'privacy.kept.hour', 'privacy.kept.order'];
    expect(keys(false).filter((key) => sealed.includes(key))).toEqual([]);
    expect(keys(true)).toEqual(expect.arrayContaining(sealed));
    expect(keys(true)).not.toContain('privacy.who.open');
    expect(keys(true)).not.toContain('privacy.kept.time');
  });

  it('names each organization whose organizers read signatures', () => {
    const said = promised(campaignsWith({ organization: 'Lake Keepers' }, { organization: null }));
    const { values } = said.find(({ key }) => key === 'privacy.who.organizers') ?? {};
    expect(values).toEqual({ organization: `${site.organization.name} and Lake Keepers` });
  });

  it('say how long the signatures of a campaign without a last day are kept', () => {
    const keys = (change: Partial<Campaign>) => promised(campaignsWith(change)).map(({ key }) => key);
    for (const status of ['active', 'paused', 'closed', 'won'] as const) {
      expect(keys({ status, closes: null }), status).toContain('privacy.long.undated');
    }
    expect(keys({ status: 'active', closes: '2016-05' })).not.toContain('privacy.long.undated');
    expect(keys({ status: 'won', closes: '2016-05' })).not.toContain('privacy.long.undated');
  });

  it('says every point of the law, whatever the configuration', () => {
    for (const legal of [{}, FULL, { controller: 'Us' }]) {
      for (const isSealing of [true, false]) {
        for (const [locale, hasMail] of [['en', false] as const, ['es', true] as const]) {
          const content = { site: { ...site, legal }, campaigns };
          const said = privacyStatement(content, { locale, isSealing, hasMail, host: 'own' });
          expect(
            said.map(({ heading }) => heading),
            `${JSON.stringify(legal)} ${locale}`,
          ).toEqual([
            'privacy.controller',
            'privacy.why',
            'privacy.kept',
            ...(hasMail ? ['privacy.mail'] : []),
            'privacy.notKept',
            'privacy.number',
            'privacy.who',
            'privacy.abroad',
            'privacy.long',
            'privacy.rights',
            'privacy.complaint',
            'privacy.automatic',
          ]);
          for (const { heading, sentences } of said) expect(sentences.length, heading).toBeGreaterThan(0);
        }
      }
    }
  });

  it.each(LEGAL_KEYS)('says that the organization has not written its %s, and invents none', (key) => {
    const [given, missing] = OF_LAW[key];
    const keys = promisedBy({ ...FULL, [key]: undefined }).map((sentence) => sentence.key);
    expect(keys).toContain(missing);
    expect(keys).not.toContain(given);
    expect(keys).toContain('privacy.controller.ask');
  });

  it.each(LEGAL_KEYS)('says the organization’s %s in its own words and language', (key) => {
    const [given, missing] = OF_LAW[key];
    const words = { en: 'English words', es: 'Palabras' };
    for (const [locale, text] of Object.entries(words)) {
      const said = promisedBy({ [key]: words }, campaigns, { locale });
      expect(said.find((sentence) => sentence.key === given)?.quoted, locale).toEqual({ text, locale });
      expect(
        said.map((sentence) => sentence.key),
        locale,
      ).not.toContain(missing);
    }
  });

  it('asks nobody to ask where nothing is missing', () => {
    expect(promisedBy(FULL).map(({ key }) => key)).not.toContain('privacy.controller.ask');
  });

  it('names the consent that signing is, whether or not there is another basis', () => {
    for (const legal of [{}, FULL]) {
      expect(
        promisedBy(legal).map(({ key }) => key),
        JSON.stringify(legal),
      ).toContain('privacy.why.consent');
    }
    expect(LANGUAGES['en']?.['privacy.why.consent']).toContain('9(2)(a)');
    expect(LANGUAGES['es']?.['privacy.why.consent']).toContain('9.2.a');
  });

  it('speaks of objecting only where there is another basis than consent', () => {
    expect(promisedBy({}).map(({ key }) => key)).not.toContain('privacy.rights.object');
    expect(promisedBy(FULL).map(({ key }) => key)).toContain('privacy.rights.object');
  });

  it.each([
    ['updates', ['privacy.why.updates', 'privacy.rights.news', 'privacy.who.mailing']],
    ['postalCode', ['privacy.why.place']],
    ['country', ['privacy.why.place']],
    ['nameShown', ['privacy.who.shown']],
    ['comment', ['privacy.kept.optional']],
  ] as const)('speaks of %s only where a campaign asks for it', (field, expected) => {
    const keys = (ask: Campaign['ask']) => promised(campaignsWith({ ask })).map(({ key }) => key);
    expect(keys([field])).toEqual(expect.arrayContaining([...expected]));
    for (const key of expected) expect(keys([]), key).not.toContain(key);
  });

  it('leads to what the public number tells', () => {
    const hrefs = (locale: string) =>
      promisedBy({}, campaignsWith({ discreet: false }), { locale }).flatMap(({ href }) => href ?? []);
    expect(hrefs('en')).toEqual(['/privacy/threats/']);
    expect(hrefs('es')).toEqual(['/es/privacy/threats/']);
  });

  it('says of the number what it tells: whether one address signed, or for that it is not exact', () => {
    const told = (...changes: Partial<Campaign>[]) =>
      promised(campaignsWith(...changes)).filter(({ key }) => key.startsWith('privacy.number.'));
    const keys = (...changes: Partial<Campaign>[]) => told(...changes).map(({ key }) => key);
    const exact = { discreet: false, confirmation: 'none' } as const;
    const coarse = { ...exact, discreet: true };
    const confirmed = { discreet: true, confirmation: 'required' } as const;
    expect(keys(exact, exact)).toEqual(['privacy.number.public', 'privacy.number.exact']);
    expect(keys(coarse)).toEqual(['privacy.number.public', 'privacy.number.coarse']);
    expect(keys(confirmed)).toEqual(['privacy.number.public']);
    const some = ['privacy.number.public', 'privacy.number.coarseSome', 'privacy.number.exactSome'];
    expect(keys(exact, coarse, confirmed)).toEqual(some);
    expect(told(exact, coarse).map(({ href }) => href)).toEqual([
      null,
      '/privacy/threats/',
      '/privacy/threats/',
    ]);
  });

  it('says how to reach the organization first and beside the rights', () => {
    const contacts = promisedBy({}, campaigns, { locale: 'es' }).filter(
      ({ key }) => key === 'privacy.contact',
    );
    expect(contacts.map(({ quoted }) => quoted?.text)).toEqual([
      site.organization.contact['es'],
      site.organization.contact['es'],
    ]);
  });
});
