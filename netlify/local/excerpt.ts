import { readContentFile } from '#source/content-file.ts';
import { type ContentMistake, visible } from '#source/mistake.ts';

/** The line of a mistake around its column. */
export interface Excerpt {
  readonly before: string;
  /** The character in the column, as people count them. At the end of a line it is a space. */
  readonly at: string;
  readonly after: string;
}

/** How much is shown on each side of a column. A line may be a whole paragraph. */
const MAX_CHARS = 160;

/** The line that a mistake names; `null` where there is no text to show, as in a picture. */
export async function excerptOf(
  root: string,
  { file, line, column }: ContentMistake,
): Promise<Excerpt | null> {
  if (!/\.(?:md|yaml)$/u.test(file)) return null;
  // It reads no link out of content/.
  const read = await readContentFile(root, file).catch(() => null);
  if (read?.kind !== 'read') return null;
  const text = read.text.split('\n')[line - 1];
  if (text === undefined || text === '') return null;
  const found = new Intl.Segmenter().segment(text).containing(column - 1);
  const start = found?.index ?? text.length;
  const at = found?.segment ?? ' ';
  const before = text.slice(0, start);
  const after = text.slice(start + at.length);
  return {
    before: visible((before.length > MAX_CHARS ? '…' : '') + before.slice(-MAX_CHARS).replaceAll('\t', '⇥')),
    at: visible(at.replaceAll('\t', '⇥').replaceAll('\u00A0', '⍽')),
    after: visible(after.slice(0, MAX_CHARS).replaceAll('\t', '⇥')) + (after.length > MAX_CHARS ? '…' : ''),
  };
}
