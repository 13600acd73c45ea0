import { describe, expect, it } from 'vitest';
import type { CampaignContent } from '#campaigns/content.ts';
import type { Site } from '#domain/site.ts';
import { LANGUAGES } from '#i18n/translate.ts';
import { whatMailsShow } from '#page-data/mail-sentences.ts';
import {
  ALL_CONFIRM,
  campaignsWith,
  FULL,
  keysOf,
  promisedBy,
  site,
  SOME_CONFIRM,
} from './a-privacy-page.ts';

describe('the privacy statement of a site that sends mail', () => {
  const none = campaignsWith({ confirmation: 'none' });

  it('says nothing of mails where none goes, and that none goes', () => {
    const keys = keysOf(none, false);
    const ofMails = /^privacy\.mail\.|\.(?:mailService|mark|news|newsHour|newsBack|pending|self|selfAt)$/u;
    const said = keys.filter((key) => ofMails.test(key));
    // The campaign asks who wants news with the signature.
    expect(said).toEqual(['privacy.rights.news']);
    expect(keys).toContain('privacy.notKept.mail');
    expect(keys).toContain('privacy.rights.how');
    expect(keys).toContain('privacy.kept.first');
  });

  it.each([
    ['no campaign asks', none, ['privacy.mail.none', 'privacy.kept.firstBack']],
    [
      'some campaigns ask',
      SOME_CONFIRM,
      ['privacy.mail.confirm', 'privacy.mail.others', 'privacy.kept.newest', 'privacy.kept.firstOther'],
    ],
    ['every campaign asks', ALL_CONFIRM, ['privacy.mail.confirm', 'privacy.kept.newest']],
  ] as const)(
    'says which mails come and which signature stands, where %s to confirm',
    (_which, contents, said) => {
      const differing =
        /^privacy\.(?:mail\.(?:confirm|others|none)|kept\.(?:first|firstBack|firstOther|newest))$/u;
      expect(
        keysOf(contents, true)
          .filter((key) => differing.test(key))
          .toSorted(),
      ).toEqual([...said].toSorted());
    },
  );

  it.each([
    ['no campaign asks', none],
    ['some campaigns ask', SOME_CONFIRM],
    ['every campaign asks', ALL_CONFIRM],
  ])(
    'no longer says that no mail goes out, or that leaving takes a message, where %s',
    (_which, contents) => {
      const keys = keysOf(contents, true);
      expect(keys.filter((key) => ['privacy.notKept.mail', 'privacy.rights.how'].includes(key))).toEqual([]);
      expect(keys).toEqual(
        expect.arrayContaining(['privacy.mail.pending', 'privacy.mail.memory', 'privacy.kept.mark']),
      );
    },
  );

  it('leads to the page of each campaign on which supporters take it back, in their language', () => {
    const contents = campaignsWith({ slug: 'one' }, { slug: 'two' });
    const links = promisedBy({}, contents, { hasMail: true, locale: 'es' }).filter(
      ({ key }) => key === 'privacy.rights.selfAt',
    );
    expect(links.map(({ href }) => href)).toEqual(['/es/one/withdraw/', '/es/two/withdraw/']);
    expect(new Set(links.map(({ quoted }) => quoted?.locale))).toEqual(new Set(['es']));
  });

  it('says who else gets the mails, and asks to be asked where no processor is named', () => {
    const keys = (legal: NonNullable<Site['legal']>) =>
      promisedBy(legal, none, { hasMail: true }).map(({ key }) => key);
    expect(keys({})).toEqual(
      expect.arrayContaining(['privacy.who.mailService', 'privacy.who.noMailService']),
    );
    expect(keys(FULL)).toEqual(expect.arrayContaining(['privacy.who.mailService', 'privacy.who.processors']));
    expect(keys(FULL)).not.toContain('privacy.who.noMailService');
  });
});

describe('the page about staying safe', () => {
  const shown = (contents: readonly CampaignContent[]) =>
    whatMailsShow({ site, locale: 'en', campaigns: contents, hasMail: true }).map(({ key }) => key);
  const discreet = campaignsWith({ discreet: true, confirmation: 'required' });

  it('says each of its sentences about mails for one site or another', () => {
    const all = Object.keys(LANGUAGES['en'] ?? {}).filter((key) => key.startsWith('safety.mail.'));
    const said = new Set<string>([campaignsWith({}), SOME_CONFIRM, discreet].flatMap(shown));
    expect(all.filter((key) => !said.has(key))).toEqual([]);
  });

  it('says what a mail shows, and what one of a discreet campaign does not', () => {
    expect(shown(ALL_CONFIRM)).toContain('safety.mail.shows');
    expect(shown(ALL_CONFIRM)).not.toContain('safety.mail.discreet');
    expect(shown(discreet)).toContain('safety.mail.discreet');
    expect(shown(discreet)).not.toContain('safety.mail.shows');
    expect(shown([...discreet, ...ALL_CONFIRM])).toEqual(
      expect.arrayContaining(['safety.mail.shows', 'safety.mail.discreet']),
    );
  });

  it('speaks of the code only where a campaign asks to confirm', () => {
    expect(shown(campaignsWith({}))).not.toContain('safety.mail.code');
    expect(shown(ALL_CONFIRM)).toContain('safety.mail.code');
  });
});
