import { type Campaign, type CampaignState, stateOf } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';

/** A published campaign in the public list of all. */
export interface CampaignEntry {
  readonly slug: string;
  /** Its title in each language that it is written in. */
  readonly titles: Readonly<Record<string, string>>;
  readonly state: CampaignState;
}

/** What listing needs of a deploy's content. */
export interface ListedContent {
  readonly site: Site;
  readonly campaigns: readonly Campaign[];
  /** A title in a locale, or in the default one where there is none, with the locale it is in. */
  readonly titleOf: (campaign: Campaign, locale: string) => Promise<{ text: string; locale: string } | null>;
}

/** All published campaigns in the order of their slugs, with their states at `now`. */
export function listCampaigns(
  { site, campaigns, titleOf }: ListedContent,
  now: Date,
): Promise<CampaignEntry[]> {
  const published = campaigns.filter(({ status }) => status !== 'draft');
  return Promise.all(
    published.map(async (campaign) => {
      // The same title twice is one: where a language has none, the default one stands in.
      const titles = await Promise.all(site.locales.map((locale) => titleOf(campaign, locale)));
      return {
        slug: campaign.slug,
        titles: Object.fromEntries(titles.flatMap((title) => (title ? [[title.locale, title.text]] : []))),
        state: stateOf(campaign, site.timeZone, now),
      };
    }),
  );
}
