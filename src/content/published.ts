import type { Campaign } from '../domain/campaign.ts';
import type { Site } from '../domain/campaign-schema.ts';
import { type CampaignContent, type Content, readContent } from './content.ts';

/** As `readContent`, without the drafts: what has pages. `root` is the project's folder. */
export async function readPublished(root: string): Promise<Content> {
  const { site, campaigns } = await readContent(root);
  return { site, campaigns: campaigns.filter(isPublished) };
}

/** Who runs a campaign: its own organization, or the site's. */
export function organizationOf({ organization }: Campaign, site: Site): string {
  return organization ?? site.organization.name;
}

function isPublished({ campaign }: CampaignContent): boolean {
  return campaign.status !== 'draft';
}
