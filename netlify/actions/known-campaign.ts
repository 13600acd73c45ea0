import { type Campaign, type CampaignState, stateOf } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';

/** A request about a campaign. `campaign` is `null` if the address names none. */
export interface CampaignCall {
  readonly campaign: Campaign | null;
  readonly site: Site;
  /** Called only for a draft, which only organizers can use, and where no campaign is. */
  readonly isOrganizer: () => Promise<boolean>;
  /** True in a preview that takes no signatures. It sends no mail and takes nothing back either. */
  readonly isClosedPreview: boolean;
}

/** A campaign that the caller may know of. */
export interface KnownCampaign {
  readonly campaign: Campaign;
  readonly state: CampaignState;
}

/** The campaign and its state; `null` where there is none, and for a draft without an organizer's token. */
export async function knownCampaign(
  { campaign, site, isOrganizer }: CampaignCall,
  now: Date,
): Promise<KnownCampaign | null> {
  const state = campaign ? stateOf(campaign, site.timeZone, now) : 'draft';
  // A draft stays hidden without a token. Where there is no campaign, the same is asked and noted.
  if (state === 'draft' && !(await isOrganizer())) return null;
  return campaign && { campaign, state };
}
