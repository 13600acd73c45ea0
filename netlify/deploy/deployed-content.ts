import { CAMPAIGNS, readCampaign, readTitle } from '#campaigns/campaign-file.ts';
import { readSite } from '#campaigns/site-file.ts';
import type { Campaign } from '#domain/campaign.ts';
import { onceUnlessFailed } from '#domain/once.ts';
import type { Site } from '#domain/site.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { listFolder } from '#source/content-file.ts';

/*
 * The content of a deploy does not change while a process lives, so one read is enough. In development every
 * request has its own process.
 */
const campaigns = new Map<string, Campaign>();

/** The site of this deploy. Rejects with a `ContentError` if `content/site.yaml` has mistakes. */
export const deployedSite: () => Promise<Site> = onceUnlessFailed(() => readSite(PROJECT_ROOT));

/**
 * A campaign of this deploy by its slug or a former one, or `null`. Unknown slugs are not cached: any visitor
 * can ask for one.
 */
export async function deployedCampaign(slug: string): Promise<Campaign | null> {
  return (await campaignAt(slug)) ?? (await renamedCampaigns()).get(slug) ?? null;
}

/** The campaigns by their former slugs. Strangers ask for unknown slugs, and they cause one reading only. */
const renamedCampaigns = onceUnlessFailed(async () => {
  const all = await deployedCampaigns();
  return new Map(all.flatMap((campaign) => campaign.formerly.map((former) => [former, campaign] as const)));
});

async function campaignAt(slug: string): Promise<Campaign | null> {
  const known = campaigns.get(slug);
  if (known) return known;
  const campaign = await readCampaign(PROJECT_ROOT, slug, await deployedSite());
  if (campaign) campaigns.set(slug, campaign);
  return campaign;
}

/** All campaigns of this deploy, including drafts. */
export const deployedCampaigns: () => Promise<readonly Campaign[]> = onceUnlessFailed(async () => {
  const slugs = await listFolder(PROJECT_ROOT, CAMPAIGNS);
  const found = await Promise.all(slugs.map(campaignAt));
  return found.filter((campaign) => campaign !== null);
});

const titles = new Map<string, { readonly text: string; readonly locale: string } | null>();

/** A campaign's title in a locale, or in the default one, with the locale it is in. */
export async function deployedTitle({ slug }: Campaign, locale: string) {
  const key = `${locale}/${slug}`;
  const title =
    titles.get(key) ?? (await readTitle(PROJECT_ROOT, slug, { locale, site: await deployedSite() }));
  titles.set(key, title);
  return title;
}
