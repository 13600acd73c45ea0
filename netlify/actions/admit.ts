import { type Campaign, type CampaignState, stateOf } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';

/** A request about a campaign. `campaign` is `null` if the address names none. */
export interface CampaignCall {
  readonly campaign: Campaign | null;
  readonly site: Pick<Site, 'timeZone'>;
  /** Called only for a draft, which only organizers can use, and where no campaign is. */
  readonly isOrganizer: () => Promise<boolean>;
  /** True in a preview that takes no signatures. It sends no mail and takes nothing back either. */
  readonly isClosedPreview: boolean;
  /** True for signing. Everything else works in every state. */
  readonly onlyWhileOpen: boolean;
}

/** `unknown`: there is no campaign, or a draft and no organizer. `closed`: it takes nothing of this kind now. */
export type Admission =
  | { readonly kind: 'admitted'; readonly campaign: Campaign }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed'; readonly state: Exclude<CampaignState, 'active' | 'draft'> | 'preview' };

/** Decides whether a campaign takes what a supporter sends. */
export async function admit(
  { campaign, site, isOrganizer, isClosedPreview, onlyWhileOpen }: CampaignCall,
  now: Date,
): Promise<Admission> {
  const state = campaign ? stateOf(campaign, site.timeZone, now) : 'draft';
  // A draft stays hidden without a token. Where there is no campaign, the same is asked and noted.
  if (state === 'draft' && !(await isOrganizer())) return { kind: 'unknown' };
  if (!campaign) return { kind: 'unknown' };
  if (onlyWhileOpen && state !== 'draft' && state !== 'active') return { kind: 'closed', state };
  return isClosedPreview ? { kind: 'closed', state: 'preview' } : { kind: 'admitted', campaign };
}
