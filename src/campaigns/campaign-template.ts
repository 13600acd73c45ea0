import type * as v from 'valibot';
import { type CampaignSchema, WORD_KEYS } from '#domain/campaign-schema.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import { CAMPAIGN_NOTES, UPDATE_NOTES } from './fact-notes.ts';
import { comment, commentedOut, explained, yamlLine, type YamlValue } from './yaml-lines.ts';

/** What is known of a campaign before its file is. */
export type KnownFacts = Partial<
  Pick<
    v.InferOutput<typeof CampaignSchema>,
    'title' | 'summary' | 'callToAction' | 'target' | 'organization' | 'goal' | 'opens' | 'closes' | 'ask'
  >
>;

/**
 * The default locale’s file of a new campaign. A comment explains every fact. What is not known stands there
 * as an example, or as words to replace.
 */
export function toCampaignText(slug: string, known: KnownFacts = {}): string {
  const lines: Readonly<Record<string, YamlValue | null | undefined>> = {
    status: 'draft',
    title: titleOf(slug),
    summary: 'Say here in one or two sentences what you ask for, and why.',
    ask: [],
    discreet: false,
    confirmation: 'none',
    ...known,
  };
  const front = Object.entries(CAMPAIGN_NOTES).map(([key, note]) => {
    const value = lines[key] ?? null;
    return explained(note, value === null ? null : yamlLine(key, value));
  });
  return `---
${front.join('\n\n')}
---

Say first what is wrong, whom it hurts, and what you ask people to do.

## What happened

Give the facts, each with its source and its date.

## What we demand

1. **The first demand.** One sentence: people will quote it.
2. **The second demand.**

## What you can do

Ask people to sign, and say what you will do with the signatures.
`;
}

function titleOf(slug: string): string {
  return slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
}

/**
 * The words file of a campaign in another language. It holds no word yet: those of the original stand beside
 * its lines in comments.
 */
export function toTranslationText(locale: string, original: FrontMatterFile, originalLocale: string): string {
  return toEmptyText(locale, original, {
    originalLocale,
    keys: [...WORD_KEYS, 'target'],
    advice: `Remove a line that this language does not need; title and summary it needs. Facts such as status and goal stay in ${originalLocale}.md.`,
  });
}

/** An update in another language, without words yet. */
export function toUpdateTranslationText(
  locale: string,
  original: FrontMatterFile,
  originalLocale: string,
): string {
  return toEmptyText(locale, original, {
    originalLocale,
    keys: ['title', 'link'],
    advice: 'Under link goes a report in this language: remove the line if there is none.',
  });
}

/** A new update in the language it is first written in. */
export function toUpdateText({
  title,
  link,
}: {
  title?: string | undefined;
  link?: string | undefined;
}): string {
  return `---
${explained(UPDATE_NOTES.title, yamlLine('title', title ?? 'Say here in a few words what happened'))}

${explained(UPDATE_NOTES.link, link === undefined ? null : yamlLine('link', link))}
---

Say what happened, with its date and its source, and thank the people who signed.
`;
}

interface Original {
  readonly originalLocale: string;
  readonly keys: readonly string[];
  readonly advice: string;
}

function toEmptyText(
  locale: string,
  { frontMatter, body }: FrontMatterFile,
  { originalLocale, keys, advice }: Original,
): string {
  const data = new Map(Object.entries(frontMatter.data ?? {}));
  const lines = keys.flatMap((key) => {
    const words: unknown = data.get(key);
    return typeof words === 'string' ? [`${comment(`${originalLocale}: ${words.trim()}`)}\n${key}:`] : [];
  });
  const text = commentedOut(body.trim());
  return `---
${comment(`Translate into ${languageName(locale)}: write each line under its original, and the text below the last three dashes.\nUntil a word stands here the file counts as not begun, and readers get the text in ${languageName(originalLocale)}.\n${advice}`)}

${lines.join('\n\n')}

${comment(`The text in ${languageName(originalLocale)}, to be translated below the last three dashes:`)}
#
${text}
---
`;
}

/** The English name of a language: editors’ files speak English. */
function languageName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale;
}
