import { CampaignSchema, type Words, WordsSchema } from '#domain/campaign-schema.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import { isReserved, isSlug } from '#domain/slug.ts';
import { type FrontMatterFile, readFrontMatterFile } from '#source/front-matter.ts';
import { ContentError } from '#source/mistake.ts';
import { type Parsed, parseWith } from '#source/parse-with.ts';

/** The default locale's file of a campaign: its facts and its words. */
export interface CampaignFile {
  readonly campaign: Campaign;
  readonly words: Words;
  readonly source: FrontMatterFile;
}

/** The folder of all campaigns, from the project's folder. */
export const CAMPAIGNS = 'content/campaigns';

/** Takes a campaign from its default locale's file. */
export function parseCampaign(slug: string, source: FrontMatterFile): Parsed<CampaignFile> {
  const parsed = parseWith(source.frontMatter, CampaignSchema);
  if (parsed.kind === 'invalid') return parsed;
  const { title, summary, callToAction, ...facts } = parsed.value;
  const campaign: Campaign = { slug, ...facts };
  return { kind: 'read', value: { campaign, words: { title, summary, callToAction }, source } };
}

/**
 * Reads the default locale's file of a campaign; `null` if there is no file. `root` is the project's folder.
 */
async function parseCampaignFile(
  root: string,
  slug: string,
  site: Site,
): Promise<Parsed<CampaignFile> | null> {
  const read = await readFrontMatterFile(root, `${CAMPAIGNS}/${slug}/${site.defaultLocale}.md`);
  if (read === null) return null;
  const { source, mistakes } = read;
  return source === null || mistakes.length > 0 ? { kind: 'invalid', mistakes } : parseCampaign(slug, source);
}

/**
 * A campaign's facts by its slug; `null` if there is no such campaign. The slug may be any text from an
 * address. Throws a `ContentError` if the file has mistakes.
 */
export async function readCampaign(root: string, slug: string, site: Site): Promise<Campaign | null> {
  if (!isSlug(slug) || isReserved(slug, site.locales)) return null;
  const parsed = await parseCampaignFile(root, slug, site);
  if (parsed === null) return null;
  if (parsed.kind === 'invalid') throw new ContentError(parsed.mistakes);
  return parsed.value.campaign;
}

/** A campaign's title in a locale, else in the default one, with the locale it is in. */
export async function readTitle(
  root: string,
  slug: string,
  { locale, site }: { locale: string; site: Site },
): Promise<{ text: string; locale: string } | null> {
  if (locale !== site.defaultLocale) {
    const read = await readFrontMatterFile(root, `${CAMPAIGNS}/${slug}/${locale}.md`);
    const words = read?.source ? parseWith(read.source.frontMatter, WordsSchema) : null;
    if (words?.kind === 'read') return { text: words.value.title, locale };
  }
  const main = await parseCampaignFile(root, slug, site);
  return main?.kind === 'read' ? { text: main.value.words.title, locale: site.defaultLocale } : null;
}
