import * as v from 'valibot';
import { type CalendarDate, CalendarDateSchema } from '#domain/calendar-date.ts';
import {
  UNTRANSLATED_FACTS,
  UpdateSchema,
  type UpdateWords,
  type Words,
  WordsSchema,
} from '#domain/campaign-schema.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import { isReserved, isSlug } from '#domain/slug.ts';
import { listFolder } from '#source/content-file.ts';
import { type FrontMatterFile, readFrontMatterFile } from '#source/front-matter.ts';
import { ContentError, type ContentMistake, inReadingOrder } from '#source/mistake.ts';
import { parseWith } from '#source/parse-with.ts';
import { CAMPAIGNS, parseCampaign } from './campaign-file.ts';
import { formerSlugMistakes } from './former-slugs.ts';
import { mistakesWithoutMail } from './mail-needed.ts';
import { checkMarkdown } from './markdown-check.ts';
import { isNotBegun } from './not-begun.ts';
import { parseSite } from './site-file.ts';

/** Words and the Markdown below them, in one language. */
export interface Text<Front> {
  readonly locale: string;
  readonly words: Front;
  readonly source: FrontMatterFile;
}

/** Dated news of a campaign. `name` is part of its address: `2016-01-thank-you`. */
export interface Update {
  readonly name: string;
  readonly date: CalendarDate;
  readonly texts: readonly Text<UpdateWords>[];
}

/** One campaign with all its texts and updates, the newest update first. */
export interface CampaignContent {
  readonly campaign: Campaign;
  readonly texts: readonly Text<Words>[];
  readonly updates: readonly Update[];
}

/** All of `content/`: the site and its campaigns. */
export interface Content {
  readonly site: Site;
  readonly campaigns: readonly CampaignContent[];
}

/**
 * Reads all of `content/`. Throws a `ContentError` with all mistakes. `root` and `sendsMail` are those of
 * `checkContent`.
 */
export async function readContent(root: string, sendsMail = true): Promise<Content> {
  const { content, mistakes } = await checkContent(root, sendsMail);
  if (content === null || mistakes.length > 0) throw new ContentError(mistakes);
  return content;
}

/** What a check of `content/` found. */
export interface CheckedContent {
  /** What can be read; `null` if nobody can read the site. */
  readonly content: Content | null;
  /** Every Markdown file, also of a campaign that nobody can read. */
  readonly sources: readonly FrontMatterFile[];
  readonly mistakes: readonly ContentMistake[];
}

/**
 * Checks `content/` in one run: gives all mistakes and the readable content. `root` is the project's folder.
 * `sendsMail` is false for a site that sends no mail, where no campaign may demand confirmation.
 */
export async function checkContent(root: string, sendsMail = true): Promise<CheckedContent> {
  const site = await parseSite(root);
  if (site.kind === 'invalid') return { content: null, sources: [], mistakes: inReadingOrder(site.mistakes) };
  const mistakes: ContentMistake[] = [];
  const sources: FrontMatterFile[] = [];
  const found: Found = { mistakes, sources };
  const slugs = await listFolder(root, CAMPAIGNS);
  const folders = await Promise.all(slugs.map((slug) => readFolder(root, slug, site.value, found)));
  const campaigns = folders.filter((campaign) => campaign !== null);
  mistakes.push(...formerSlugMistakes(campaigns, slugs, site.value));
  if (!sendsMail) mistakes.push(...mistakesWithoutMail(campaigns, site.value));
  return { content: { site: site.value, campaigns }, sources, mistakes: inReadingOrder(mistakes) };
}

/** What one run of the check gathers. */
interface Found {
  readonly mistakes: ContentMistake[];
  readonly sources: FrontMatterFile[];
}

/**
 * The text in a locale, else in the default locale, else the first text. Throws a `RangeError` if there is
 * none.
 */
export function textIn<Front>(
  texts: readonly Text<Front>[],
  locale: string,
  defaultLocale: string,
): Text<Front> {
  const text =
    texts.find((text) => text.locale === locale) ??
    texts.find((text) => text.locale === defaultLocale) ??
    texts[0];
  if (!text) throw new RangeError('A campaign or update without any text cannot have been read.');
  return text;
}

async function readFolder(
  root: string,
  slug: string,
  site: Site,
  found: Found,
): Promise<CampaignContent | null> {
  const { mistakes } = found;
  const folder = `${CAMPAIGNS}/${slug}`;
  const report = (file: string, message: string) => mistakes.push({ file, line: 1, column: 1, message });
  if (!isSlug(slug)) {
    report(folder, 'The folder’s name is not a slug: use up to 60 lower-case letters, digits and hyphens');
    return null;
  }
  if (isReserved(slug, site.locales)) {
    report(folder, 'The folder’s name is an address of the site itself: rename the folder');
    return null;
  }
  const main = await readFrontMatterFile(root, `${folder}/${site.defaultLocale}.md`);
  if (main === null) {
    report(folder, `The folder has no ${site.defaultLocale}.md: add it, with the facts of the campaign`);
    return null;
  }
  const [translations, updates] = await Promise.all([
    readTranslations(root, folder, site, found),
    readUpdates(root, `${folder}/updates`, site, found),
  ]);
  mistakes.push(...main.mistakes);
  if (main.source === null) return null;
  found.sources.push(main.source);
  mistakes.push(...(await checkMarkdown(main.source, root)));
  const parsed = parseCampaign(slug, main.source);
  if (parsed.kind === 'invalid') {
    mistakes.push(...parsed.mistakes);
    return null;
  }
  const { campaign, words, source } = parsed.value;
  return { campaign, texts: [{ locale: site.defaultLocale, words, source }, ...translations], updates };
}

async function readTranslations(root: string, folder: string, site: Site, found: Found) {
  const { mistakes } = found;
  const texts: Text<Words>[] = [];
  for (const name of await listFolder(root, folder)) {
    if (name === `${site.defaultLocale}.md`) continue;
    const file = `${folder}/${name}`;
    if (!isText(name, file, mistakes)) continue;
    const locale = name.slice(0, -'.md'.length);
    if (!isKnownLocale(locale, site, file, mistakes)) continue;
    const source = await readChecked(root, file, found);
    if (source === null || isNotBegun(source)) continue;
    const facts = repeatedFacts(source, site);
    mistakes.push(...facts);
    if (facts.length > 0) continue;
    const parsed = parseWith(source.frontMatter, WordsSchema);
    if (parsed.kind === 'read') texts.push({ locale, words: parsed.value, source });
    else mistakes.push(...parsed.mistakes);
  }
  return texts;
}

/** Reads a Markdown file and checks its characters and its text; `null` if nobody can read it. */
async function readChecked(root: string, file: string, { mistakes, sources }: Found) {
  const read = await readFrontMatterFile(root, file);
  mistakes.push(...(read?.mistakes ?? []));
  if (!read?.source) return null;
  sources.push(read.source);
  mistakes.push(...(await checkMarkdown(read.source, root)));
  return read.source;
}

/** Finds facts in a translation: facts belong only in the default locale's file. */
function repeatedFacts({ frontMatter }: FrontMatterFile, site: Site): ContentMistake[] {
  const { data } = frontMatter;
  if (typeof data !== 'object' || data === null) return [];
  return Object.keys(data)
    .filter((key) => UNTRANSLATED_FACTS.includes(key))
    .map((key) =>
      frontMatter.mistakeAt(
        [key],
        `\`${key}\` is a fact and belongs in ${site.defaultLocale}.md: remove it here`,
        'key',
      ),
    );
}

async function readUpdates(root: string, folder: string, site: Site, found: Found) {
  const { mistakes } = found;
  const updates = new Map<string, { date: CalendarDate; texts: Text<UpdateWords>[] }>();
  for (const fileName of await listFolder(root, folder)) {
    const file = `${folder}/${fileName}`;
    if (!isText(fileName, file, mistakes)) continue;
    const match =
      /^(?<name>(?<date>\d{4}-\d{2}(?:-\d{2}(?=-))?)-(?!\d{1,2}[.-])[a-z0-9-]+)\.(?<locale>[^.]+)\.md$/u.exec(
        fileName,
      );
    const { name, date, locale } = match?.groups ?? {};
    if (!name || !date || !locale || !v.is(CalendarDateSchema, date)) {
      const message =
        'The file is not named as an update: use a date, a name and a locale, such as 2016-01-31-thanks.en.md';
      mistakes.push({ file, line: 1, column: 1, message });
      continue;
    }
    if (!isKnownLocale(locale, site, file, mistakes)) continue;
    const source = await readChecked(root, file, found);
    if (source === null || (locale !== site.defaultLocale && isNotBegun(source))) continue;
    const parsed = parseWith(source.frontMatter, UpdateSchema);
    if (parsed.kind === 'invalid') {
      mistakes.push(...parsed.mistakes);
      continue;
    }
    const update = updates.get(name) ?? { date, texts: [] };
    update.texts.push({ locale, words: parsed.value, source });
    updates.set(name, update);
  }
  return [...updates]
    .map(([name, { date, texts }]) => ({ name, date, texts }))
    .sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** True for the name of a text. Names that nearly are one would be left out in silence. */
function isText(name: string, file: string, mistakes: ContentMistake[]): boolean {
  if (name.endsWith('.md')) return true;
  if (/\.(?:md|mdx|markdown|txt)(?:\.txt)?$/iu.test(name))
    mistakes.push({
      file,
      line: 1,
      column: 1,
      message: 'The file is not read, because texts end in .md: rename the file, or remove it',
    });
  return false;
}

function isKnownLocale(locale: string, site: Site, file: string, mistakes: ContentMistake[]): boolean {
  if (site.locales.includes(locale)) return true;
  const message = `The file is in a language the site does not speak: add ${locale} to locales in content/site.yaml, or rename the file`;
  mistakes.push({ file, line: 1, column: 1, message });
  return false;
}
