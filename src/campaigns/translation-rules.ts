import { baseLanguage } from '#domain/meant-locale.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { toRecord } from './record.ts';

/** A text in a language, as its file has it. */
export interface TextFile {
  readonly locale: string;
  readonly source: FrontMatterFile;
}

/**
 * Mistakes in texts that should say the same in different languages: copies word for word. The first text is the
 * original. Variants of a language may be alike, and so may a few words.
 */
export function translationMistakes(texts: readonly TextFile[]): ContentMistake[] {
  const [original, ...translations] = texts;
  if (!original) return [];
  return translations.flatMap((text, index) => {
    const others = [original, ...translations.slice(0, index)];
    return copyMistake(text, others) ?? [];
  });
}

/**
 * Notices of translations that have no text where the original has one, or the other way around. They block
 * nothing: pages show the original's text, marked as such. The first text is the original.
 */
export function translationNotices(texts: readonly TextFile[]): ContentMistake[] {
  const [original, ...translations] = texts;
  return original ? translations.flatMap((text) => missingText(text, original) ?? []) : [];
}

function copyMistake(text: TextFile, others: readonly TextFile[]): ContentMistake | null {
  const foreign = others.filter(({ locale }) => baseLanguage(locale) !== baseLanguage(text.locale));
  const copied = foreign.find(({ source }) => isCopy(text.source, source));
  if (copied) {
    const message = `The file is a copy of ${nameOf(copied)}, word for word: translate its words and its text, and remove its facts`;
    return { file: text.source.file, line: 1, column: 1, message };
  }
  const twin = foreign.find(({ source }) => isSame(source.body, text.source.body));
  if (twin) {
    const message = `The text is that of ${nameOf(twin)}, word for word: translate it, or remove this file, and readers see the original`;
    return { file: text.source.file, line: firstLineOf(text.source), column: 1, message };
  }
  const alike = foreign.find(({ source }) => isSame(summaryOf(source), summaryOf(text.source)));
  if (!alike) return null;
  return text.source.frontMatter.mistakeAt(
    ['summary'],
    `\`summary\` is that of ${nameOf(alike)}, word for word: translate it`,
  );
}

function missingText({ source }: TextFile, original: TextFile): ContentMistake | null {
  const hasText = source.body.trim() !== '';
  if (source.frontMatter.mistakes.length > 0 || original.source.frontMatter.mistakes.length > 0) return null;
  if (hasText === (original.source.body.trim() !== '')) return null;
  const { file } = source;
  if (hasText) {
    const message = `This text has no original, because ${nameOf(original)} has none below its front matter: write it there too`;
    return { file, line: firstLineOf(source), column: 1, message };
  }
  const message = `The text is missing below the second ---: until it is translated, readers see that of ${nameOf(original)}`;
  return { file, line: Math.max(source.bodyLine - 1, 1), column: 1, message };
}

/** True for a file that is another one, line by line. */
export function isCopy(file: FrontMatterFile, original: FrontMatterFile): boolean {
  const words = ({ frontMatter }: FrontMatterFile) => JSON.stringify(frontMatter.data);
  return words(file) === words(original) && inOneLine(file.body) === inOneLine(original.body);
}

/** White space aside. A name, a motto or a picture is the same in all languages, and so it may stay. */
function isSame(a: string, b: string): boolean {
  return (a.match(/\p{L}+/gu)?.length ?? 0) >= FEWEST_WORDS && inOneLine(a) === inOneLine(b);
}

const FEWEST_WORDS = 5;

function inOneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function summaryOf({ frontMatter }: FrontMatterFile): string {
  return wordsOf(toRecord(frontMatter.data)['summary']);
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}

function firstLineOf({ body, bodyLine }: FrontMatterFile): number {
  return (
    bodyLine +
    Math.max(
      body.split('\n').findIndex((line) => line.trim() !== ''),
      0,
    )
  );
}

function nameOf({ source }: TextFile): string {
  return source.file.split('/').at(-1) ?? source.file;
}
