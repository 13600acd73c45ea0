import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';

/**
 * True for a file that holds neither a word nor a text, as `npm run new` makes it for a translator. It counts
 * as a missing translation.
 */
export function isNotBegun({ frontMatter: { data, mistakes }, body }: FrontMatterFile): boolean {
  if (mistakes.length > 0 || body.trim() !== '') return false;
  if (data === null || data === undefined) return true;
  return typeof data === 'object' && Object.values(data).every((value) => isBlank(value));
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/** The notice of a translation in which nobody wrote anything yet. It is no mistake. */
export function notBegunNotice(file: string, defaultLocale: string | null): ContentMistake {
  const language = defaultLocale ?? 'the default language';
  const message = `The translation is not begun: until it is, readers see the words in ${language}, marked as such`;
  return { file, line: 1, column: 1, message };
}
