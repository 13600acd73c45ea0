import { type CampaignContent, type Content, readContent } from './content.ts';

/** Like `readContent`, without drafts, which have no pages. Drafts are checked too. */
export async function readPublished(root: string, sendsMail = true): Promise<Content> {
  const { site, campaigns } = await readContent(root, sendsMail);
  return { site, campaigns: campaigns.filter(isPublished) };
}

function isPublished({ campaign }: CampaignContent): boolean {
  return campaign.status !== 'draft';
}
