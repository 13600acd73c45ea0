import { CAMPAIGNS, readCampaign } from '#content/campaign-facts.ts';
import { listFolder } from '#content/content-file.ts';
import { PROJECT_ROOT } from '#content/project-root.ts';
import { readSite } from '#content/site.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/campaign-schema.ts';

/*
 * The content of a deploy cannot change while a process lives, so it is read once. While developing every request has
 * a process of its own.
 */
let site: Promise<Site> | undefined;
const campaigns = new Map<string, Campaign>();

export function deployedSite(): Promise<Site> {
  site ??= readSite(PROJECT_ROOT).catch((error: unknown) => {
    site = undefined;
    throw error;
  });
  return site;
}

/** A campaign of this deploy; `null` for a slug that is none, which anybody may ask for and nobody makes us remember. */
export async function deployedCampaign(slug: string): Promise<Campaign | null> {
  const known = campaigns.get(slug);
  if (known) return known;
  const campaign = await readCampaign(PROJECT_ROOT, slug, await deployedSite());
  if (campaign) campaigns.set(slug, campaign);
  return campaign;
}

export async function deployedCampaigns(): Promise<Campaign[]> {
  const slugs = await listFolder(PROJECT_ROOT, CAMPAIGNS);
  const found = await Promise.all(slugs.map(deployedCampaign));
  return found.filter((campaign) => campaign !== null);
}
