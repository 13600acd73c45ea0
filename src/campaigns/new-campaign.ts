import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isLanguageTag } from '#domain/editor-values.ts';
import type { Site } from '#domain/site.ts';
import { isReserved, isSlug } from '#domain/slug.ts';
import { listFolder, readText } from '#source/content-file.ts';
import { readFrontMatterFile } from '#source/front-matter.ts';
import { formatMistake } from '#source/mistake.ts';
import { CAMPAIGNS, parseCampaignFile } from './campaign-file.ts';
import { toCampaignText, toTranslationText } from './campaign-template.ts';

/** The result of a request for a new file. `why` says what to do instead. */
export type ScaffoldResult =
  { readonly kind: 'written'; readonly file: string } | { readonly kind: 'refused'; readonly why: string };

/**
 * Writes the default locale's file of a new campaign, a draft with explanations. `root` is the project's
 * folder.
 */
export async function newCampaign(root: string, slug: string, site: Site): Promise<ScaffoldResult> {
  if (!isSlug(slug)) {
    const why = `“${slug}” cannot be an address: use up to 60 lower-case letters, digits and hyphens, such as clean-river.`;
    return { kind: 'refused', why };
  }
  if (isReserved(slug, site.locales)) {
    return {
      kind: 'refused',
      why: `“${slug}” is an address of the site itself: choose another name.`,
    };
  }
  const folder = `${CAMPAIGNS}/${slug}`;
  if ((await listFolder(root, folder)).length > 0) {
    return { kind: 'refused', why: `${folder} is there already: edit its files, or choose another name.` };
  }
  const owner = await ownerOf(root, slug, site);
  if (owner !== null) {
    const why = `“${slug}” is a former slug of ${owner}, which still answers to it: choose another name.`;
    return { kind: 'refused', why };
  }
  return make(root, `${folder}/${site.defaultLocale}.md`, toCampaignText(slug));
}

/** The campaign that had a slug before, or `null`. */
async function ownerOf(root: string, slug: string, site: Site): Promise<string | null> {
  for (const folder of await listFolder(root, CAMPAIGNS)) {
    const file = await parseCampaignFile(root, folder, site);
    if (file?.kind === 'read' && file.value.campaign.formerly.includes(slug)) return folder;
  }
  return null;
}

/** Writes the words file of a campaign in another language, with the default locale's words to translate. */
export async function newTranslation(
  root: string,
  slug: string,
  locale: string,
  site: Site,
): Promise<ScaffoldResult> {
  if (!isLanguageTag(locale)) {
    return { kind: 'refused', why: `“${locale}” is not a language tag: use one such as fr or pt-BR.` };
  }
  const { defaultLocale } = site;
  if (locale === defaultLocale) {
    const why = `${defaultLocale} is the language that holds the facts: npm run new -- ${slug} makes its file.`;
    return { kind: 'refused', why };
  }
  const original = isSlug(slug)
    ? await readFrontMatterFile(root, `${CAMPAIGNS}/${slug}/${defaultLocale}.md`)
    : null;
  if (original === null) {
    return {
      kind: 'refused',
      why: `There is no campaign “${slug}” yet: run npm run new -- ${slug} first.`,
    };
  }
  if (original.source === null)
    return { kind: 'refused', why: original.mistakes.map(formatMistake).join('\n') };
  const file = `${CAMPAIGNS}/${slug}/${locale}.md`;
  if ((await readText(root, file)) !== null) {
    return { kind: 'refused', why: `${file} is there already: edit it.` };
  }
  return make(root, file, toTranslationText(locale, original.source, defaultLocale));
}

async function make(root: string, file: string, text: string): Promise<ScaffoldResult> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text, { flag: 'wx' });
  return { kind: 'written', file };
}
