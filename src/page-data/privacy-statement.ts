import { type CampaignContent, type Content, textIn } from '#campaigns/content.ts';
import { organizationOf } from '#domain/campaign.ts';
import { lacksClosingDay, retentionDays, UNDATED_DAYS } from '#domain/retention.ts';
import type { Site } from '#domain/site.ts';
import { ASKABLE, type Askable } from '#domain/supporter.ts';
import { translator } from '#i18n/translate.ts';
import { isSealing as isSealingTo } from '#sealing/recipients.ts';
import { type Host, readSettings } from '#settings/settings.ts';
import { whatBackupsKeep, whatIsLogged, whereItIsStored, whoSeesAddresses } from './host-sentences.ts';
import {
  AUTOMATIC,
  complaint,
  type LawfulFacts,
  otherCountries,
  rights,
  whatFor,
  whatIsRequired,
  whoElse,
  whoIsResponsible,
} from './lawful-sentences.ts';
import {
  howToTakeBack,
  type MailContent,
  whatMailsDoNotKeep,
  whatMailsKeep,
  whichMails,
  whichStands,
} from './mail-sentences.ts';
import { whatNumberTells } from './number-sentences.ts';
import { sendsMail } from './sends-mail.ts';
import { type Quoted, sentence } from './sentence.ts';

/**
 * The sections of the privacy page: the list of the GDPR's articles 13 and 7(3), in plain words. Each sentence
 * is true for the current configuration.
 */
export function privacyStatement(
  { site, campaigns }: Content,
  {
    locale,
    isSealing = isSealingTo(readSettings().signatureRecipients),
    hasMail = sendsMail(),
    host = readSettings().host,
  }: { locale: string; isSealing?: boolean; hasMail?: boolean; host?: Host },
) {
  const facts = { site, locale, asked: askedFields(campaigns), hasMail, host };
  const mails = { site, locale, campaigns, hasMail };
  return [
    { heading: 'privacy.controller', sentences: whoIsResponsible(facts) },
    { heading: 'privacy.why', sentences: whatFor(facts) },
    { heading: 'privacy.kept', sentences: whatIsKept(facts, mails, isSealing) },
    ...(hasMail ? [{ heading: 'privacy.mail', sentences: whichMails(mails) } as const] : []),
    {
      heading: 'privacy.notKept',
      sentences: [...whoSeesAddresses(host), ...NOT_KEPT, ...whatMailsDoNotKeep(mails)],
    },
    { heading: 'privacy.number', sentences: whatNumberTells({ site, locale, campaigns }) },
    {
      heading: 'privacy.who',
      sentences: [...whoReads({ site, campaigns }, { locale, isSealing, host }), ...whoElse(facts)],
    },
    { heading: 'privacy.abroad', sentences: otherCountries(facts) },
    {
      heading: 'privacy.long',
      sentences: [...howLong(site, campaigns, locale), ...newsKept(hasMail), ...whatBackupsKeep(host)],
    },
    { heading: 'privacy.rights', sentences: rights(facts, howToTakeBack(mails)) },
    { heading: 'privacy.complaint', sentences: complaint(facts) },
    { heading: 'privacy.automatic', sentences: AUTOMATIC },
  ] as const;
}

function whoReads(
  { site, campaigns }: Content,
  { locale, isSealing, host }: { locale: string; isSealing: boolean; host: Host },
) {
  const names = [site.organization.name, ...campaigns.map(({ campaign }) => organizationOf(campaign, site))];
  const organization = new Intl.ListFormat(translator(locale).locale).format(new Set(names));
  return [
    sentence('privacy.who.organizers', { organization }),
    ...whereItIsStored(host, isSealing),
    ...(askedFields(campaigns).has('nameShown') ? [sentence('privacy.who.shown')] : []),
  ];
}

function whatIsKept(facts: LawfulFacts, mails: MailContent, isSealing: boolean) {
  const { asked, host } = facts;
  return [
    sentence('privacy.kept.always'),
    ...ASKABLE.filter((field) => asked.has(field)).map((field) => sentence(`privacy.kept.${field}`)),
    sentence(isSealing ? 'privacy.kept.hour' : 'privacy.kept.time'),
    ...(isSealing ? [sentence('privacy.kept.order')] : []),
    sentence('privacy.kept.text'),
    ...(mails.campaigns.some(({ campaign }) => campaign.partners.length > 0)
      ? [sentence('privacy.kept.via')]
      : []),
    sentence('privacy.kept.digest'),
    sentence('privacy.kept.aside'),
    ...whichStands(mails),
    ...whatMailsKeep(mails, isSealing),
    ...whatIsLogged(host),
    ...whatIsRequired(facts),
  ];
}

const NOT_KEPT = [sentence('privacy.notKept.device'), sentence('privacy.notKept.trackers')];

function howLong(site: Site, campaigns: readonly CampaignContent[], locale: string) {
  const titleOf = ({ texts }: CampaignContent): Quoted => {
    const text = textIn(texts, locale, site.defaultLocale);
    return { text: text.words.title, locale: text.locale };
  };
  const undated = campaigns.filter(({ campaign }) => lacksClosingDay(campaign));
  return [
    ...daysKept(site, campaigns, titleOf),
    sentence('privacy.long.erased'),
    sentence('privacy.long.number'),
    ...undated.map((content) => sentence('privacy.long.undated', { days: UNDATED_DAYS }, titleOf(content))),
    sentence('privacy.long.removed', { days: site.retention }),
  ];
}

function newsKept(hasMail: boolean) {
  return hasMail ? [sentence('privacy.long.news')] : [];
}

function daysKept(
  site: Site,
  campaigns: readonly CampaignContent[],
  titleOf: (content: CampaignContent) => Quoted,
) {
  const [days = site.retention, ...others] = new Set(
    campaigns.map(({ campaign }) => retentionDays(campaign, site)),
  );
  if (others.length === 0) return [sentence('privacy.long.all', { days })];
  return campaigns.map((content) =>
    sentence('privacy.long.one', { days: retentionDays(content.campaign, site) }, titleOf(content)),
  );
}

function askedFields(campaigns: readonly CampaignContent[]): ReadonlySet<Askable> {
  return new Set(campaigns.flatMap(({ campaign }) => campaign.ask));
}
