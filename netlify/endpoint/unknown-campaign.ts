import type { Campaign } from '#domain/campaign.ts';
import { showsDrafts } from '#settings/shows-drafts.ts';

/** The error code where there is no campaign for who asks. It tells of a draft only where its pages stand too. */
export function unknownCampaign(campaign: Campaign | null, deployContext: string): string {
  return campaign?.status === 'draft' && showsDrafts(deployContext) ? 'campaign.draft' : 'campaign.unknown';
}
