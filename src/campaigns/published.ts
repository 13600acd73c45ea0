import { type CampaignContent, type Content, readContent } from './content.ts';

/** Like `readContent`, without drafts, which have no pages. `root` is the project's folder. */
export async function readPublished(root: string): Promise<Content> {
  const { site, campaigns } = await readContent(root);
  return { site, campaigns: campaigns.filter(isPublished) };
}

function isPublished({ campaign }: CampaignContent): boolean {
  return campaign.status !== 'draft';
}
