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
 * Mistakes in texts that should say the same in different languages. They are copies word for word, or one of
 * them has no text. The first text is the original. Variants of a language may be alike.
 */
export function translationMistakes(texts: readonly TextFile[]): ContentMistake[] {
  const [original, ...translations] = texts;
  if (!original) return [];
  return translations.flatMap((text, index) => {
    const others = [original, ...translations.slice(0, index)];
    return copyMistake(text, others) ?? missingText(text, original) ?? [];
  });
}

function copyMistake(text: TextFile, others: readonly TextFile[]): ContentMistake | null {
  const foreign = others.filter(({ locale }) => baseLanguage(locale) !== baseLanguage(text.locale));
  const twin = foreign.find(({ source }) => isSame(source.body, text.source.body));
  if (twin && isCopy(text.source, twin.source)) {
    const message = `The file is a copy of ${nameOf(twin)}, word for word: translate its words and its text, and remove its facts`;
    return { file: text.source.file, line: 1, column: 1, message };
  }
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
  const message = `The text is missing below the second ---: translate that of ${nameOf(original)}`;
  return { file, line: Math.max(source.bodyLine - 1, 1), column: 1, message };
}

/** True for a file that is another one, line by line. */
export function isCopy(file: FrontMatterFile, original: FrontMatterFile): boolean {
  const words = ({ frontMatter }: FrontMatterFile) => JSON.stringify(frontMatter.data);
  return words(file) === words(original) && isSame(file.body, original.body);
}

/** White space aside. A text without any letter, such as a picture, is the same in all languages. */
function isSame(a: string, b: string): boolean {
  return /\p{L}/u.test(a) && inOneLine(a) === inOneLine(b);
}

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
