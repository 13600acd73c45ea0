import type { ContentMistake } from './mistake.ts';

/** Gives mistakes at offsets of a text, which begins in a line of its file. */
export function placesIn(
  file: string,
  text: string,
  firstLine = 1,
): (offset: number, message: string) => ContentMistake {
  let starts: number[] | null = null;
  return (offset, message) => {
    starts ??= startsOfLines(text);
    const within = Math.min(Math.max(offset, 0), text.length);
    const index = lastUpTo(starts, within, (start) => start);
    return { file, line: firstLine + index, column: within - (starts[index] ?? 0) + 1, message };
  };
}

/**
 * The index of the last entry that is not above a limit, or −1. The entries are sorted by what `valueOf` gives. A
 * file can hold as many mistakes as lines, so nobody looks at each of them for each.
 */
export function lastUpTo<Entry>(
  entries: readonly Entry[],
  limit: number,
  valueOf: (entry: Entry) => number,
): number {
  let from = 0;
  let to = entries.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const entry = entries[middle];
    if (entry !== undefined && valueOf(entry) <= limit) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
