import type { CampaignContent } from '#campaigns/content.ts';
import { type CampaignState, stateOf } from '#domain/campaign.ts';

/** A campaign with its state at the moment of the build. */
export interface Listed {
  readonly content: CampaignContent;
  readonly state: CampaignState;
}

/** The groups of the list of campaigns, in their order: what can be signed first. */
const GROUPS = {
  open: ['active'],
  later: ['notOpenYet', 'paused'],
  won: ['won'],
  closed: ['closed'],
  draft: ['draft'],
} as const satisfies Record<string, readonly CampaignState[]>;

/** What the home page shows. */
export interface Home {
  /** The one campaign that is published, which has the page to itself; `null` where there are none or several. */
  readonly door: Listed | null;
  /** All others in groups. No group is empty. */
  readonly groups: readonly {
    readonly name: keyof typeof GROUPS;
    readonly campaigns: readonly Listed[];
  }[];
}

/** The home page of these campaigns, in their states at `now`. */
export function homeOf(campaigns: readonly CampaignContent[], timeZone: string, now: Date): Home {
  const all = campaigns.map((content) => ({ content, state: stateOf(content.campaign, timeZone, now) }));
  const [only, ...more] = all.filter(({ state }) => state !== 'draft');
  const door = only && more.length === 0 ? only : null;
  const groups = (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((name) => ({
    name,
    campaigns: GROUPS[name].flatMap((state) =>
      all.filter((listed) => listed !== door && listed.state === state),
    ),
  }));
  return { door, groups: groups.filter(({ campaigns }) => campaigns.length > 0) };
}
