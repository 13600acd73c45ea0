import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isLanguageTag } from '#domain/locale-tag.ts';
import type { Site } from '#domain/site.ts';
import { isReserved, isSlug } from '#domain/slug.ts';
import { listFolder, readText } from '#source/content-file.ts';
import { readFrontMatterFile, splitFrontMatter } from '#source/front-matter.ts';
import { isInside } from '#source/inside.ts';
import { type ContentMistake, formatMistake } from '#source/mistake.ts';
import { CAMPAIGNS, parseCampaign } from './campaign-file.ts';
import { type KnownFacts, toCampaignText, toTranslationText } from './campaign-template.ts';
import { factMistakes } from './fact-rules.ts';
import { formerSlugs } from './former-slugs.ts';

/** The result of a request for a new file. `why` says what to do instead. */
export type ScaffoldResult =
  { readonly kind: 'written'; readonly file: string } | { readonly kind: 'refused'; readonly why: string };

/**
 * Writes the default locale's file of a new campaign, a draft with explanations and with what is `known` of it.
 * `root` is the project's folder.
 */
export async function newCampaign(
  root: string,
  slug: string,
  site: Site,
  known: KnownFacts = {},
): Promise<ScaffoldResult> {
  const why = await campaignRefusal(root, slug, site);
  if (why !== null) return { kind: 'refused', why };
  const file = `${CAMPAIGNS}/${slug}/${site.defaultLocale}.md`;
  const text = toCampaignText(slug, known);
  const source = splitFrontMatter(file, text);
  const parsed = parseCampaign(slug, source);
  const mistakes = parsed.kind === 'invalid' ? parsed.mistakes : factMistakes(source, null);
  if (mistakes.length > 0) return { kind: 'refused', why: messagesOf(mistakes) };
  return make(root, file, text);
}

/** Why no campaign can have a slug; `null` if one can. */
export async function campaignRefusal(root: string, slug: string, site: Site): Promise<string | null> {
  if (!isSlug(slug))
    return `“${slug}” cannot be an address: use up to 60 lower-case letters, digits and hyphens, such as clean-river.`;
  if (isReserved(slug, site.locales))
    return `“${slug}” is an address of the site itself: choose another name.`;
  const folder = `${CAMPAIGNS}/${slug}`;
  if ((await listFolder(root, folder)).length > 0)
    return `${folder} is there already: edit its files, or choose another name.`;
  const owner = await ownerOf(root, slug, site);
  return owner === null
    ? null
    : `“${slug}” is a former slug of ${owner}, which still answers to it: choose another name.`;
}

/** The campaign that had a slug before, or `null`. Mistakes in the rest of its file hide nothing. */
async function ownerOf(root: string, slug: string, site: Site): Promise<string | null> {
  for (const folder of await listFolder(root, CAMPAIGNS)) {
    const file = await readFrontMatterFile(root, `${CAMPAIGNS}/${folder}/${site.defaultLocale}.md`);
    const formerly = file?.source ? formerSlugs(file.source) : [];
    if (formerly.some(({ former }) => former === slug)) return folder;
  }
  return null;
}

/** Writes the words file of a campaign in another language, which starts empty. */
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

/** Mistakes in words that somebody typed for a file that is not there yet: only what is wrong matters. */
export function messagesOf(mistakes: readonly ContentMistake[]): string {
  return mistakes.map(({ message }) => `${message}.`).join('\n');
}

/** Writes a file and the folders above it. Throws where the file is there. */
export async function make(root: string, file: string, text: string): Promise<ScaffoldResult> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  if (!isInside(await realpath(join(root, 'content')), await realpath(dirname(join(root, file)))))
    return {
      kind: 'refused',
      why: `${dirname(file)} leads out of content/, over a link: put a folder in its place.`,
    };
  await writeFile(join(root, file), text, { flag: 'wx' });
  return { kind: 'written', file };
}
