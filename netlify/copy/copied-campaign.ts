import { checkContent } from '#campaigns/content.ts';
import { keySlugOf, slugsOf, stateOf } from '#domain/campaign.ts';

/** What `content/` tells of the campaigns that are copied. */
export interface CampaignFacts {
  /** The slug in keys of a campaign of any slug. What is not in `content/` is taken as it is. */
  readonly keyOf: (slug: string) => string;
  /** The slug of today for a slug in keys. */
  readonly slugOf: (key: string) => string;
  /** The slugs in keys of campaigns that take signatures now. */
  readonly open: ReadonlySet<string>;
}

/** Reads `content/`. What cannot be read counts as not there, because a copy does not need it. */
export async function campaignFacts(root: string, now: Date): Promise<CampaignFacts> {
  const content = await checkContent(root).catch(() => null);
  const campaigns = content?.campaigns.map(({ campaign }) => campaign) ?? [];
  const timeZone = content?.frame.timeZone ?? 'UTC';
  const open = campaigns.filter((campaign) => stateOf(campaign, timeZone, now) === 'active');
  return {
    keyOf: (slug) => {
      const found = campaigns.find((campaign) => slugsOf(campaign).includes(slug));
      return found ? keySlugOf(found) : slug;
    },
    slugOf: (key) => campaigns.find((campaign) => keySlugOf(campaign) === key)?.slug ?? key,
    open: new Set(open.map(keySlugOf)),
  };
}
