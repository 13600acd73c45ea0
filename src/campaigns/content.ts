import { type CalendarDate, dayIn } from '#domain/calendar-date.ts';
import type { UpdateWords, Words } from '#domain/campaign-schema.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import { ContentError, type ContentMistake, inReadingOrder } from '#source/mistake.ts';
import { readFolder } from './campaign-folder.ts';
import { campaignFolders } from './campaign-folders.ts';
import { formerSlugMistakes, type Named } from './former-slugs.ts';
import { mistakesWithoutMail } from './mail-needed.ts';
import { checkSite } from './site-file.ts';
import type { SiteFrame } from './site-frame.ts';

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

/** What decides about `content/` besides its files. */
export interface Circumstances {
  /** False for a site that sends no mail, where no campaign may demand confirmation. */
  readonly sendsMail?: boolean;
  /** What is wrong with the sender of its mails, to finish “MAIL_FROM …”; `null` for one that works. */
  readonly senderFault?: string | null;
  /** Without it, nothing is too late or yet to come. */
  readonly now?: Date | null;
}

/** What the check of `content/` found. */
export interface CheckedContent {
  /** `null` if the site's own file has mistakes. */
  readonly content: Content | null;
  /** Every Markdown file, also of a campaign that nobody can read. */
  readonly sources: readonly FrontMatterFile[];
  /** What is known of the site, whatever its mistakes. */
  readonly frame: SiteFrame;
  /** The files of facts that anybody can read, with their mistakes. */
  readonly named: readonly Named[];
  /** The names of all campaigns' folders; `null` if nobody finds them. */
  readonly folders: readonly string[] | null;
  /** The campaigns without mistakes in their facts and words. */
  readonly campaigns: readonly CampaignContent[];
  readonly mistakes: readonly ContentMistake[];
  /** What is worth knowing, and stops nothing. */
  readonly notices: readonly ContentMistake[];
}

/** Reads all of `content/`. Throws a `ContentError` with all mistakes. `root` is the project's folder. */
export async function readContent(root: string, circumstances: Circumstances = {}): Promise<Content> {
  const { content, mistakes } = await checkContent(root, circumstances);
  if (content === null || mistakes.length > 0) throw new ContentError(mistakes);
  return content;
}

/**
 * Checks `content/` in one run: gives all mistakes and the readable content. `root` is the project's folder. A
 * site with mistakes hides none of its campaigns'.
 */
export async function checkContent(
  root: string,
  { sendsMail = true, senderFault = null, now = null }: Circumstances = {},
): Promise<CheckedContent> {
  const { site, frame, mistakes: ofSite } = await checkSite(root);
  const today = now && dayIn(frame.timeZone, now);
  const { folders, hasFolder, mistakes: ofPlaces } = await campaignFolders(root, frame);
  const read = await Promise.all(folders.map((folder) => readFolder(folder, { root, frame, today })));
  const named = read.flatMap(({ slug, main }) =>
    main ? [{ slug, frontMatter: main.frontMatter, body: main.body }] : [],
  );
  const campaigns = read.flatMap(({ campaign }) => campaign ?? []);
  const mistakes = [
    ...ofSite,
    ...ofPlaces,
    ...read.flatMap(({ mistakes }) => mistakes),
    ...formerSlugMistakes(
      named,
      folders.map(({ name }) => name),
      frame.locales ?? [],
    ),
    ...mistakesWithoutMail(named, { sendsMail, senderFault }),
  ];
  return {
    content: site && { site, campaigns },
    sources: read.flatMap(({ sources }) => sources),
    frame,
    named,
    folders: hasFolder ? folders.map(({ name }) => name) : null,
    campaigns,
    mistakes: inReadingOrder(mistakes),
    notices: inReadingOrder(read.flatMap(({ notices }) => notices)),
  };
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

/**
 * What stands below the title in a locale. It is as `textIn` says, and of the default locale where a translation has
 * words and no text.
 */
export function bodyIn<Front>(
  texts: readonly Text<Front>[],
  locale: string,
  defaultLocale: string,
): Text<Front> {
  const text = textIn(texts, locale, defaultLocale);
  return text.source.body.trim() === '' ? textIn(texts, defaultLocale, defaultLocale) : text;
}
