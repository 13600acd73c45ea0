import type { FrontMatterFile } from '#source/front-matter.ts';

/**
 * True for a file that holds neither a word nor a text, as `npm run new` makes it for a translator. It counts
 * as a missing translation.
 */
export function isNotBegun({ frontMatter: { data, mistakes }, body }: FrontMatterFile): boolean {
  if (mistakes.length > 0 || body.trim() !== '') return false;
  if (data === null || data === undefined) return true;
  return typeof data === 'object' && Object.values(data).every((value) => value === null);
}
