import { type Campaign, type CampaignState, stateOf } from './campaign.ts';

/** The states, by slug, of the campaigns whose pages still say another one. */
export type ChangedStates = Readonly<Record<string, CampaignState>>;

/** Which campaigns opened or closed since the pages were built. Drafts have no dates that count. */
export function statesSince(
  built: Date,
  now: Date,
  { campaigns, timeZone }: { readonly campaigns: readonly Campaign[]; readonly timeZone: string },
): ChangedStates {
  const states = campaigns.map((campaign) => ({
    slug: campaign.slug,
    then: stateOf(campaign, timeZone, built),
    now: stateOf(campaign, timeZone, now),
  }));
  return Object.fromEntries(
    states.filter((state) => state.then !== state.now).map((state) => [state.slug, state.now]),
  );
}
