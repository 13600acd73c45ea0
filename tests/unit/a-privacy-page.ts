import { type CampaignContent, readContent } from '#campaigns/content.ts';
import type { Campaign } from '#domain/campaign.ts';
import { LEGAL_KEYS } from '#domain/legal.ts';
import type { Site } from '#domain/site.ts';
import { privacyStatement } from '#page-data/privacy-statement.ts';
import type { Sentence } from '#page-data/sentence.ts';
import type { Host } from '#settings/settings.ts';

const content = await readContent('tests/site/first-campaign');

/** The site and the campaigns of the first campaign's content. */
export const { site, campaigns } = content;

/** The first campaign once for each change of its facts. */
export function campaignsWith(...changes: Partial<Campaign>[]): CampaignContent[] {
  return campaigns.flatMap(({ campaign, ...content }) =>
    changes.map((change) => ({ ...content, campaign: { ...campaign, ...change } })),
  );
}

/** The sentences of a site that says nothing under `legal`. */
export function promised(contents: readonly CampaignContent[], isSealing = false): readonly Sentence[] {
  return promisedBy({}, contents, { isSealing });
}

/** The keys of the sentences of a site with or without mail. */
export function keysOf(contents: readonly CampaignContent[], hasMail: boolean, isSealing = false): string[] {
  return promisedBy({}, contents, { hasMail, isSealing }).map(({ key }) => key);
}

/** The sentences of a site that says this under `legal`. */
export function promisedBy(
  legal: NonNullable<Site['legal']>,
  contents: readonly CampaignContent[] = campaigns,
  {
    isSealing = false,
    locale = 'en',
    hasMail = false,
    host = 'netlify',
  }: { isSealing?: boolean; locale?: string; hasMail?: boolean; host?: Host } = {},
): readonly Sentence[] {
  const content = { site: { ...site, legal }, campaigns: contents };
  return privacyStatement(content, { locale, isSealing, hasMail, host }).flatMap(
    ({ sentences }): readonly Sentence[] => sentences,
  );
}

/** Two campaigns, one of which asks its supporters to confirm. */
export const SOME_CONFIRM = campaignsWith({ confirmation: 'required' }, { confirmation: 'none' });
/** One campaign, which asks its supporters to confirm. */
export const ALL_CONFIRM = campaignsWith({ confirmation: 'required' });

/** What a site says under `legal` that says everything. */
export const FULL: Readonly<Record<string, string>> = Object.fromEntries(
  LEGAL_KEYS.map((key) => [key, `Words of ${key}`]),
);
