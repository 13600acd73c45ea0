import { type CampaignContent, type Circumstances, type Content, readContent } from './content.ts';

/** Like `readContent`, without drafts, which have no pages. Drafts are checked too. */
export async function readPublished(root: string, circumstances: Circumstances = {}): Promise<Content> {
  return publishedOf(await readContent(root, circumstances));
}

/** The content without drafts. */
export function publishedOf({ site, campaigns }: Content): Content {
  return { site, campaigns: campaigns.filter(isPublished) };
}

function isPublished({ campaign }: CampaignContent): boolean {
  return campaign.status !== 'draft';
}
