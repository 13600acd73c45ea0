import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import { isReserved } from '#domain/slug.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { CAMPAIGNS } from './campaign-file.ts';

/** A campaign with its files, of which the default locale's holds `formerly`. */
interface Named {
  readonly campaign: Pick<Campaign, 'slug' | 'formerly'>;
  readonly texts: readonly { readonly locale: string; readonly source: FrontMatterFile }[];
}

/**
 * Mistakes in `formerly`: a slug stands once, whether it is the name of a folder or a former one. Two
 * campaigns of one slug would share keys and addresses. `folders` are the names of all campaigns' folders.
 */
export function formerSlugMistakes(
  campaigns: readonly Named[],
  folders: readonly string[],
  site: Site,
): ContentMistake[] {
  const owners = new Map(folders.map((folder) => [folder, folder]));
  return campaigns.flatMap(({ campaign, texts }) => {
    const facts = texts.find(({ locale }) => locale === site.defaultLocale)?.source.frontMatter;
    return campaign.formerly.flatMap((former, index) => {
      const why = whyNot(former, campaign.slug, owners, site);
      if (!owners.has(former)) owners.set(former, campaign.slug);
      if (why === null || !facts) return [];
      return [facts.mistakeAt(['formerly', index], `\`formerly.${index}\` ${why}`)];
    });
  });
}

function whyNot(
  former: string,
  slug: string,
  owners: ReadonlyMap<string, string>,
  site: Site,
): string | null {
  if (isReserved(former, site.locales)) return 'is an address of the site itself: remove it';
  if (former === slug) return 'is the campaign’s present slug: name only earlier ones';
  const owner = owners.get(former);
  if (owner === undefined) return null;
  if (owner === former)
    return `is the slug of another campaign, ${CAMPAIGNS}/${former}: remove one of the two`;
  if (owner === slug) return 'stands here twice: remove it once';
  return `is a former slug of ${owner} already: a slug belongs to one campaign`;
}
