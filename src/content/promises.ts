import type { Askable } from '../domain/campaign.ts';
import type { Site } from '../domain/campaign-schema.ts';
import { type CampaignContent, type Content, textIn } from './content.ts';
import { lacksClosingDay, retentionDays } from '../domain/retention.ts';
import { organizationOf } from './published.ts';

/** The privacy page in its order. Each sentence is there because the configuration makes it true. */
export function privacyPromises(
  { site, campaigns }: Content,
  { locale, isSealing }: { locale: string; isSealing: boolean },
) {
  return [
    { heading: 'privacy.who', promises: whoReads({ site, campaigns }, { locale, isSealing }) },
    { heading: 'privacy.kept', promises: whatIsKept(campaigns, isSealing) },
    { heading: 'privacy.notKept', promises: NOT_KEPT },
    { heading: 'privacy.long', promises: howLong(site, campaigns, locale) },
    { heading: 'privacy.removed', promises: HOW_TO_BE_REMOVED },
  ] as const;
}

/** A sentence: the key of its words in `src/i18n`, and what the configuration puts into it. */
function promise<Key extends string>(key: Key, values: Readonly<Record<string, string | number>> = {}) {
  return { key, values };
}

function whoReads(
  { site, campaigns }: Content,
  { locale, isSealing }: { locale: string; isSealing: boolean },
) {
  const names = [site.organization.name, ...campaigns.map(({ campaign }) => organizationOf(campaign, site))];
  const organization = new Intl.ListFormat(locale).format(new Set(names));
  return [
    promise('privacy.who.organizers', { organization }),
    promise('privacy.who.host'),
    ...(isSealing ? [promise('privacy.who.sealed'), promise('privacy.who.keys')] : [promise('privacy.who.open')]),
    ...(askedFields(campaigns).has('nameShown') ? [promise('privacy.who.shown')] : []),
  ];
}

function whatIsKept(campaigns: readonly CampaignContent[], isSealing: boolean) {
  const asked = askedFields(campaigns);
  return [
    promise('privacy.kept.always'),
    ...KEPT_WHERE_ASKED.filter(({ field }) => asked.has(field)).map(({ key }) => promise(key)),
    promise(isSealing ? 'privacy.kept.hour' : 'privacy.kept.time'),
    promise('privacy.kept.digest'),
  ];
}

const KEPT_WHERE_ASKED = [
  { field: 'postalCode', key: 'privacy.kept.postalCode' },
  { field: 'country', key: 'privacy.kept.country' },
  { field: 'comment', key: 'privacy.kept.comment' },
  { field: 'updates', key: 'privacy.kept.updates' },
  { field: 'nameShown', key: 'privacy.kept.nameShown' },
] as const;

const NOT_KEPT = [
  promise('privacy.notKept.address'),
  promise('privacy.notKept.device'),
  promise('privacy.notKept.trackers'),
  promise('privacy.notKept.mail'),
];

function howLong(site: Site, campaigns: readonly CampaignContent[], locale: string) {
  const titleOf = ({ texts }: CampaignContent) => textIn(texts, locale, site.defaultLocale).words.title;
  const undated = campaigns.filter(({ campaign }) => lacksClosingDay(campaign));
  return [
    ...daysKept(site, campaigns, titleOf),
    promise('privacy.long.erased'),
    ...undated.map((content) => promise('privacy.long.undated', { campaign: titleOf(content) })),
  ];
}

function daysKept(site: Site, campaigns: readonly CampaignContent[], titleOf: (content: CampaignContent) => string) {
  const [days = site.retention, ...others] = new Set(
    campaigns.map(({ campaign }) => retentionDays(campaign, site)),
  );
  if (others.length === 0) return [promise('privacy.long.all', { days })];
  return campaigns.map((content) =>
    promise('privacy.long.one', { campaign: titleOf(content), days: retentionDays(content.campaign, site) }),
  );
}

const HOW_TO_BE_REMOVED = [promise('privacy.removed.when'), promise('privacy.removed.how')];

function askedFields(campaigns: readonly CampaignContent[]): ReadonlySet<Askable> {
  return new Set(campaigns.flatMap(({ campaign }) => campaign.ask));
}
