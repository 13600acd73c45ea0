import { isKnownKey } from './known-keys.ts';

/** Where a value begins, and the end of the text that may hold it. */
export interface Slot {
  readonly key: string | null;
  readonly start: number;
  readonly limit: number;
  /** Columns before the key. Lines that go on from the value stand further right. */
  readonly indent: number;
}

/** The end of the line that holds an offset. */
export function endOfLine(text: string, at: number, limit = text.length): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? limit : Math.min(end, limit);
}

/** An offset without the white space before it. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /[ \t\n]/u.test(text[at - 1] ?? '')) at--;
  return at;
}

const ODD = /[^\S\n]/u;

/** The end of the last line that stands further right than `indent`. `isOurs` says no where a line ends it. */
export function endOfDeeper(
  text: string,
  { indent, limit }: Slot,
  { lineEnd, isOurs }: { readonly lineEnd: number; readonly isOurs: (line: string) => boolean },
): number {
  let end = lineEnd;
  for (let start = lineEnd + 1; start < limit;) {
    const next = endOfLine(text, start, limit);
    let first = start;
    while (first < next && ODD.test(text[first] ?? '')) first++;
    const isBlank = first === next;
    if (!isBlank && (first - start <= indent || !isOurs(text.slice(first, next)))) return end;
    if (!isBlank) end = next;
    start = next + 1;
  }
  return end;
}

/** The end of words that go on in further lines. A comment, an entry of a list or a key ends them. */
export function endOfWords(text: string, slot: Slot, lineEnd: number): number {
  return endOfDeeper(text, slot, {
    lineEnd,
    isOurs: (line) => {
      const [, key] = /^([A-Za-z_]+)[ \t]*:(?:\s|$)/u.exec(line) ?? [];
      return !/^(?:#|-[ \t]|-$)/u.test(line) && !(key !== undefined && isKnownKey(key));
    },
  });
}
