import {
  CampaignSchema,
  TranslationSchema,
  UNTRANSLATED_FACTS,
  type Words,
  WordsSchema,
} from '#domain/campaign-schema.ts';
import { meantLocale } from '#domain/meant-locale.ts';
import { plainWord } from '#domain/nearest.ts';
import { isSlug } from '#domain/slug.ts';
import { listFolder } from '#source/content-file.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { parseWith } from '#source/parse-with.ts';
import { CAMPAIGNS, type CampaignFile, parseCampaign } from './campaign-file.ts';
import type { CampaignFolder } from './campaign-folders.ts';
import type { CampaignContent, Text } from './content.ts';
import { factMistakes } from './fact-rules.ts';
import { toRecord } from './record.ts';
import type { SiteFrame, Surroundings } from './site-frame.ts';
import { strayFolders } from './stray-folders.ts';
import { type Found, parseText, readText, readTranslation } from './text-file.ts';
import { isTextName, judgeTextName } from './text-name.ts';
import { isCopy, type TextFile, translationMistakes, translationNotices } from './translation-rules.ts';
import { readUpdates } from './updates.ts';

/** What was read of a campaign's folder. */
interface ReadFolder extends Found {
  readonly slug: string;
  /** The file of the facts, if anybody can read it. */
  readonly main: FrontMatterFile | null;
  /** `null` if its facts or its words have mistakes. */
  readonly campaign: CampaignContent | null;
}

/** Reads a campaign's folder, with all the mistakes of all its files. */
export async function readFolder(
  { name: slug, isNamedWell }: CampaignFolder,
  around: Surroundings,
): Promise<ReadFolder> {
  const { root, frame, today } = around;
  const folder = `${CAMPAIGNS}/${slug}`;
  const names = await listFolder(root, folder);
  const found: Found = { mistakes: [], notices: [], sources: [] };
  const files = await readFiles(folder, names, around, found);
  const main = files.find((file) => holdsFacts(file, frame)) ?? null;
  const translations = files.filter((file) => file !== main);
  const facts = main && readFacts(slug, main.source, today, found);
  const texts = translations.flatMap((file) =>
    main && isCopy(file.source, main.source) ? [] : readWords(file, frame, found),
  );
  if (main) {
    const named = translations.filter(({ isNamedWell }) => isNamedWell);
    found.mistakes.push(...translationMistakes([main, ...named]));
    found.notices.push(...translationNotices([main, ...named]));
  }
  const updates = await readUpdates(`${folder}/updates`, around, found);
  const stray = await strayFolders(root, folder, names);
  found.mistakes.push(...stray);
  if (main === null && stray.length === 0) found.mistakes.push(...withoutFacts(folder, names, frame));
  const isWhole = isNamedWell && main?.isNamedWell === true && facts !== null;
  const campaign = isWhole && toContent(facts, main.locale, texts, updates);
  return { slug, main: main?.source ?? null, campaign: campaign || null, ...found };
}

interface NamedFile extends TextFile {
  /** False for a name that nobody reads: its words are checked all the same. */
  readonly isNamedWell: boolean;
}

async function readFiles(
  folder: string,
  names: readonly string[],
  { root, frame }: Surroundings,
  found: Found,
): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  for (const name of names) {
    const verdict = judgeTextName(name, names, frame);
    if (verdict === null) continue;
    const file = `${folder}/${name}`;
    const isNamedWell = verdict.kind === 'text';
    if (!isNamedWell) found.mistakes.push({ file, line: 1, column: 1, message: verdict.message });
    // What has another ending may be anything.
    const locale = name.endsWith('.md') ? meantLocale(name.slice(0, -'.md'.length)) : null;
    if (locale === null) continue;
    const isMain = locale === frame.defaultLocale;
    const source = isMain
      ? await readText(root, file, found)
      : await readTranslation(root, file, found, frame.defaultLocale);
    if (source !== null) files.push({ locale, source, isNamedWell });
  }
  return files;
}

/** The default locale's file holds the facts. Where nobody knows that locale, it is the file with a status. */
function holdsFacts({ locale, source }: NamedFile, { defaultLocale }: SiteFrame): boolean {
  return defaultLocale === null ? 'status' in toRecord(source.frontMatter.data) : locale === defaultLocale;
}

function readFacts(
  slug: string,
  source: FrontMatterFile,
  today: string | null,
  found: Found,
): CampaignFile | null {
  const isRead = parseText(source, CampaignSchema, found) !== null;
  found.mistakes.push(...factMistakes(source, today));
  const parsed = isRead ? parseCampaign(slug, source) : null;
  return parsed?.kind === 'read' ? parsed.value : null;
}

/** The words of a translation; none if they have mistakes. Facts belong only in the default locale's file. */
function readWords(
  { locale, source, isNamedWell }: NamedFile,
  frame: SiteFrame,
  found: Found,
): Text<Words>[] {
  const { frontMatter } = source;
  const facts = Object.keys(toRecord(frontMatter.data)).filter((key) =>
    UNTRANSLATED_FACTS.some((fact) => plainWord(fact) === plainWord(key)),
  );
  const main = `${frame.defaultLocale ?? 'the file of the facts'}${frame.defaultLocale === null ? '' : '.md'}`;
  const repeated = facts.map((key) =>
    frontMatter.mistakeAt([key], `\`${key}\` is a fact and belongs in ${main}: remove it here`, 'key'),
  );
  found.mistakes.push(...repeated);
  if (parseText(source, TranslationSchema, found) === null || facts.length > 0 || !isNamedWell) return [];
  const parsed = parseWith(frontMatter, WordsSchema);
  return parsed.kind === 'read' ? [{ locale, words: parsed.value, source }] : [];
}

/** The mistake of a folder without a file for the facts, unless that file only has another name. */
function withoutFacts(
  folder: string,
  names: readonly string[],
  { defaultLocale }: SiteFrame,
): ContentMistake[] {
  const report = (message: string) => [{ file: folder, line: 1, column: 1, message }];
  const slug = folder.split('/').at(-1) ?? '';
  if (names.length === 0) {
    // A name that is no slug has its own mistake, and must not stand in a command that somebody pastes.
    const filled = isSlug(slug) ? `, or npm run new -- ${slug} fills it with a campaign` : '';
    return report(`The folder is empty: remove it${filled}`);
  }
  if (defaultLocale === null)
    return report('The folder has no file with the facts of the campaign, such as its status: add it');
  const main = `${defaultLocale}.md`;
  const isThere = (name: string) =>
    isTextName(name) && meantLocale(name.replace(/\..*$/su, '')) === defaultLocale;
  return names.some(isThere)
    ? []
    : report(`The folder has no ${main}: add it, with the facts of the campaign`);
}

function toContent(
  { campaign, words, source }: CampaignFile,
  locale: string,
  texts: readonly Text<Words>[],
  updates: CampaignContent['updates'],
): CampaignContent {
  return { campaign, texts: [{ locale, words, source }, ...texts], updates };
}
