import { isReserved, isSlug } from '#domain/slug.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { CAMPAIGNS } from './campaign-file.ts';
import { toRecord } from './record.ts';

/** A campaign by its folder, with the front matter that may hold `formerly`. */
export interface Named {
  readonly slug: string;
  readonly frontMatter: FrontMatterFile['frontMatter'];
  readonly body: string;
}

/** The former slugs of a campaign, as far as they can be read. */
export function formerSlugs({
  frontMatter,
}: Pick<Named, 'frontMatter'>): readonly { readonly former: string; readonly index: number }[] {
  const { formerly } = toRecord(frontMatter.data);
  const list: readonly unknown[] = Array.isArray(formerly) ? formerly : [];
  return list.flatMap((former, index) =>
    typeof former === 'string' && isSlug(former) ? [{ former, index }] : [],
  );
}

/**
 * Mistakes in `formerly`: a slug stands once, whether it is the name of a folder or a former one. Two
 * campaigns of one slug would share keys and addresses. `folders` are the names of all campaigns' folders.
 */
export function formerSlugMistakes(
  campaigns: readonly Named[],
  folders: readonly string[],
  locales: readonly string[],
): ContentMistake[] {
  const owners = new Map(folders.map((folder) => [folder, folder]));
  return campaigns.flatMap((campaign) =>
    formerSlugs(campaign).flatMap(({ former, index }) => {
      const why = whyNot(former, campaign.slug, owners, locales);
      if (!owners.has(former)) owners.set(former, campaign.slug);
      if (why === null) return [];
      return [campaign.frontMatter.mistakeAt(['formerly', index], `\`formerly.${index}\` ${why}`)];
    }),
  );
}

function whyNot(
  former: string,
  slug: string,
  owners: ReadonlyMap<string, string>,
  locales: readonly string[],
): string | null {
  if (isReserved(former, locales)) return 'is an address of the site itself: remove it';
  if (former === slug) return 'is the campaign’s present slug: name only earlier ones';
  const owner = owners.get(former);
  if (owner === undefined) return null;
  if (owner === former)
    return `is the slug of another campaign, ${CAMPAIGNS}/${former}: remove one of the two`;
  if (owner === slug) return 'stands here twice: remove it once';
  return `is a former slug of ${owner} already: a slug belongs to one campaign`;
}
