import { endOfLine, trimmedEnd } from './extent.ts';
import { isKnownKey, takesLines } from './known-keys.ts';
import { behindIndent } from './line-start.ts';
import type { Mending } from './mending.ts';

/** The first line below another that says something: its spaces, and its words. */
interface LineBelow {
  readonly width: number;
  readonly words: string;
}

/** True if the next line that says something belongs to the key above it. */
export function hasLinesBelow(
  text: string,
  lineEnd: number,
  { end, indent }: { readonly end: number; readonly indent: number },
): boolean {
  const below = lineBelow(text, lineEnd, end);
  if (below === null) return false;
  return below.width > indent || (below.width === indent && /^-(?:\s|$)/u.test(below.words));
}

/**
 * Tells of words behind a key whose list, or whose own keys, begin in the next line. True if there are any: they
 * are left out, so that the lines below can be read.
 */
export function wordsAboveLines(
  { text, faults, edits, told }: Mending,
  value: {
    readonly key: string;
    readonly value: number;
    readonly lineEnd: number;
    readonly indent: number;
    readonly end: number;
  },
): boolean {
  const { key, lineEnd, indent } = value;
  const words = text.slice(value.value, trimmedEnd(text, value.value, lineEnd));
  if (!/^[\p{L}\p{N}]/u.test(words)) return false;
  const below = lineBelow(text, lineEnd, value.end);
  if (below === null || below.width <= indent) return false;
  const [, inner = ''] = /^([A-Za-z]+):(?:\s|$)/u.exec(below.words) ?? [];
  const isName = key === 'organization' && inner === 'contact';
  const isOfLines = takesLines(key) && (/^-\s/u.test(below.words) || isKnownKey(inner));
  if (!isName && !isOfLines) return false;
  const spaces = ' '.repeat(below.width);
  const mend = isName
    ? `write them in a line of their own below it, ${spaces}name: ${words}`
    : 'remove them, or write them in a line of their own with a # before it';
  faults.push({
    offset: value.value,
    message: `Words stand behind \`${key}\`, which takes only the lines below it: ${mend}`,
  });
  const end = value.value + words.length;
  edits.push({ start: value.value, end, text: isName ? `\n${spaces}name: ${words}` : '' });
  told.push({ start: value.value, end });
  return true;
}

function lineBelow(text: string, lineEnd: number, end: number): LineBelow | null {
  for (let start = lineEnd + 1; start < end;) {
    const next = endOfLine(text, start, end);
    const at = behindIndent(text, start, next);
    if (at < next && text[at] !== '#') return { width: at - start, words: text.slice(at, next) };
    start = next + 1;
  }
  return null;
}
