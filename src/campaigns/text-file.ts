import type * as v from 'valibot';
import { type FrontMatterFile, readFrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { parseWith } from '#source/parse-with.ts';
import { checkMarkdown } from './markdown-check.ts';
import { isNotBegun, notBegunNotice } from './not-begun.ts';

/** What the check of a folder has found so far. */
export interface Found {
  readonly mistakes: ContentMistake[];
  readonly notices: ContentMistake[];
  /** Every Markdown file that was read. */
  readonly sources: FrontMatterFile[];
}

/** Reads a Markdown file and checks its characters and its text; `null` if nobody can read it. */
export async function readText(root: string, file: string, found: Found): Promise<FrontMatterFile | null> {
  const read = await readFrontMatterFile(root, file);
  found.mistakes.push(...(read?.mistakes ?? []));
  if (!read?.source) return null;
  found.sources.push(read.source);
  found.mistakes.push(...(await checkMarkdown(read.source, root)));
  return read.source;
}

/** Like `readText`, for a translation: one that is not begun counts as missing, which is worth a notice. */
export async function readTranslation(
  root: string,
  file: string,
  found: Found,
  defaultLocale: string | null,
): Promise<FrontMatterFile | null> {
  const source = await readText(root, file, found);
  if (source === null || !isNotBegun(source)) return source;
  found.notices.push(notBegunNotice(file, defaultLocale));
  return null;
}

/** The values of a front matter, or `null` and its mistakes. */
export function parseText<Schema extends v.GenericSchema>(
  source: FrontMatterFile,
  schema: Schema,
  found: Found,
): v.InferOutput<Schema> | null {
  const parsed = parseWith(source.frontMatter, schema);
  if (parsed.kind === 'read') return parsed.value;
  const told = found.mistakes.filter(({ file }) => file === source.file);
  const isTold = ({ line, column, message }: ContentMistake) =>
    told.some((other) => other.line === line && (other.column === column || isEmpty(message)));
  found.mistakes.push(...parsed.mistakes.filter((mistake) => !isTold(mistake)));
  return null;
}

/** What is empty because a character in it was refused is one mistake, and so are two at one place. */
function isEmpty(message: string): boolean {
  return /^`[^`]*` (?:is empty|has no value):/u.test(message);
}
