import { type CampaignContent, textIn } from '#campaigns/content.ts';
import { safetyPath, withdrawPath } from '#domain/page-paths.ts';
import type { Site } from '#domain/site.ts';
import { linked, type Quoted, sentence, type Sentence } from './sentence.ts';

/** How many campaigns ask their supporters to confirm by mail. */
type Confirming = 'none' | 'some' | 'all';

/** What the sentences about mails depend on. */
export interface MailContent {
  readonly site: Site;
  readonly locale: string;
  readonly campaigns: readonly CampaignContent[];
  /** False for a site that sends no mail at all. */
  readonly hasMail: boolean;
}

/** Which mails come from a site that sends any, and what becomes of what was never confirmed. */
export function whichMails(content: MailContent): Sentence[] {
  return [
    ...uponSigning(content, {
      confirm: 'privacy.mail.confirm',
      others: 'privacy.mail.others',
      none: 'privacy.mail.none',
    }),
    sentence('privacy.mail.withdraw'),
    sentence('privacy.mail.news'),
    sentence('privacy.mail.pending'),
    sentence('privacy.mail.memory'),
    sentence('privacy.mail.content'),
    linked('privacy.mail.trace', safetyPath(content.locale, content.site)),
  ];
}

/** Which signature of an address stands. */
export function whichStands({ campaigns, hasMail }: MailContent): Sentence[] {
  const first = {
    none: [sentence(hasMail ? 'privacy.kept.firstBack' : 'privacy.kept.first')],
    some: [sentence('privacy.kept.newest'), sentence('privacy.kept.firstOther')],
    all: [sentence('privacy.kept.newest')],
  };
  return [sentence('privacy.kept.one'), ...first[howManyConfirm(campaigns)]];
}

/** What is kept for news, and of what was taken back. */
export function whatMailsKeep({ hasMail }: MailContent, isSealing: boolean): Sentence[] {
  if (!hasMail) return [sentence('privacy.kept.markErased')];
  return [sentence(isSealing ? 'privacy.kept.newsHour' : 'privacy.kept.news'), sentence('privacy.kept.mark')];
}

/** What is not kept of mails, or that there are none. */
export function whatMailsDoNotKeep({ hasMail }: MailContent): Sentence[] {
  return [sentence(hasMail ? 'privacy.notKept.pending' : 'privacy.notKept.mail')];
}

/** How a supporter takes a signature back, first without anybody's help where mails go out. */
export function howToTakeBack({ site, locale, campaigns, hasMail }: MailContent): Sentence[] {
  if (!hasMail) return [sentence('privacy.rights.how')];
  const each = campaigns.map(({ campaign, texts }) => {
    const { words, locale: language } = textIn(texts, locale, site.defaultLocale);
    const title: Quoted = { text: words.title, locale: language };
    const href = withdrawPath(locale, campaign.slug, site);
    return { ...sentence('privacy.rights.selfAt', {}, title), href };
  });
  return [sentence('privacy.rights.self'), ...each, sentence('privacy.rights.organizer')];
}

/** What a mail shows, and to whom: for the page about staying safe. */
export function whatMailsShow(content: MailContent): Sentence[] {
  const { campaigns } = content;
  const isDiscreet = ({ campaign }: CampaignContent) => campaign.discreet;
  return [
    ...uponSigning(content, {
      confirm: 'safety.mail.confirm',
      others: 'safety.mail.others',
      none: 'safety.mail.none',
    }),
    sentence('safety.mail.asked'),
    sentence('safety.mail.who'),
    sentence('safety.mail.tag'),
    ...(campaigns.every(isDiscreet) ? [] : [sentence('safety.mail.shows')]),
    ...(campaigns.some(isDiscreet) ? [sentence('safety.mail.discreet')] : []),
    ...(howManyConfirm(campaigns) === 'none' ? [] : [sentence('safety.mail.code')]),
    sentence('safety.mail.delete'),
  ];
}

function uponSigning(
  { campaigns }: MailContent,
  keys: Readonly<Record<'confirm' | 'others' | 'none', Sentence['key']>>,
): Sentence[] {
  const said = {
    none: [sentence(keys.none)],
    some: [sentence(keys.confirm), sentence(keys.others)],
    all: [sentence(keys.confirm)],
  };
  return said[howManyConfirm(campaigns)];
}

function howManyConfirm(campaigns: readonly CampaignContent[]): Confirming {
  const confirming = campaigns.filter(({ campaign }) => campaign.confirmation === 'required');
  if (confirming.length === 0) return 'none';
  return confirming.length < campaigns.length ? 'some' : 'all';
}
