import { type CampaignContent, type Content, textIn } from '#campaigns/content.ts';
import { organizationOf } from '#domain/campaign.ts';
import { lacksClosingDay, retentionDays } from '#domain/retention.ts';
import type { Site } from '#domain/site.ts';
import { ASKABLE, type Askable } from '#domain/supporter.ts';
import { translator } from '#i18n/translate.ts';
import { isSealing as isSealingTo } from '#sealing/recipients.ts';
import { readSettings } from '#settings/settings.ts';

/** The sections of the privacy page in order. Each sentence is true for the current configuration. */
export function privacyStatement(
  { site, campaigns }: Content,
  {
    locale,
    isSealing = isSealingTo(readSettings().signatureRecipients),
  }: { locale: string; isSealing?: boolean },
) {
  return [
    { heading: 'privacy.who', sentences: whoReads({ site, campaigns }, { locale, isSealing }) },
    { heading: 'privacy.kept', sentences: whatIsKept(campaigns, isSealing) },
    { heading: 'privacy.notKept', sentences: NOT_KEPT },
    { heading: 'privacy.long', sentences: howLong(site, campaigns, locale) },
    { heading: 'privacy.removed', sentences: HOW_TO_BE_REMOVED },
  ] as const;
}

/** A campaign's title, and the language that it is in. */
interface Title {
  readonly text: string;
  readonly locale: string;
}

/**
 * A sentence: the key of its words in `src/i18n`, and its values from the configuration. The title stands at
 * its `{campaign}`.
 */
function sentence<Key extends string>(
  key: Key,
  values: Readonly<Record<string, string | number>> = {},
  campaign: Title | null = null,
) {
  return { key, values, campaign };
}

function whoReads(
  { site, campaigns }: Content,
  { locale, isSealing }: { locale: string; isSealing: boolean },
) {
  const names = [site.organization.name, ...campaigns.map(({ campaign }) => organizationOf(campaign, site))];
  const organization = new Intl.ListFormat(translator(locale).locale).format(new Set(names));
  return [
    sentence('privacy.who.organizers', { organization }),
    sentence('privacy.who.host'),
    ...(isSealing
      ? [sentence('privacy.who.sealed'), sentence('privacy.who.keys')]
      : [sentence('privacy.who.open')]),
    ...(askedFields(campaigns).has('nameShown') ? [sentence('privacy.who.shown')] : []),
  ];
}

function whatIsKept(campaigns: readonly CampaignContent[], isSealing: boolean) {
  const asked = askedFields(campaigns);
  return [
    sentence('privacy.kept.always'),
    ...ASKABLE.filter((field) => asked.has(field)).map((field) => sentence(`privacy.kept.${field}`)),
    sentence(isSealing ? 'privacy.kept.hour' : 'privacy.kept.time'),
    sentence('privacy.kept.digest'),
    sentence('privacy.kept.first'),
  ];
}

const NOT_KEPT = [
  sentence('privacy.notKept.address'),
  sentence('privacy.notKept.device'),
  sentence('privacy.notKept.trackers'),
  sentence('privacy.notKept.mail'),
];

function howLong(site: Site, campaigns: readonly CampaignContent[], locale: string) {
  const titleOf = ({ texts }: CampaignContent): Title => {
    const text = textIn(texts, locale, site.defaultLocale);
    return { text: text.words.title, locale: text.locale };
  };
  const undated = campaigns.filter(({ campaign }) => lacksClosingDay(campaign));
  return [
    ...daysKept(site, campaigns, titleOf),
    sentence('privacy.long.erased'),
    ...undated.map((content) => sentence('privacy.long.undated', {}, titleOf(content))),
  ];
}

function daysKept(
  site: Site,
  campaigns: readonly CampaignContent[],
  titleOf: (content: CampaignContent) => Title,
) {
  const [days = site.retention, ...others] = new Set(
    campaigns.map(({ campaign }) => retentionDays(campaign, site)),
  );
  if (others.length === 0) return [sentence('privacy.long.all', { days })];
  return campaigns.map((content) =>
    sentence('privacy.long.one', { days: retentionDays(content.campaign, site) }, titleOf(content)),
  );
}

const HOW_TO_BE_REMOVED = [sentence('privacy.removed.when'), sentence('privacy.removed.how')];

function askedFields(campaigns: readonly CampaignContent[]): ReadonlySet<Askable> {
  return new Set(campaigns.flatMap(({ campaign }) => campaign.ask));
}
