import { isMap, isScalar, isSeq } from 'yaml';
import type { Mending } from './mending.ts';

/**
 * The offset of a word that the source holds and what was read does not; `null` if none got lost. Comments do not
 * count. `start` and `end` are the source's place in the file.
 */
export function lostWord(mending: Mending, contents: unknown, start: number, end: number): number | null {
  const { text, notes } = mending;
  // Letters that are written as numbers can only be compared by reading them again.
  if (/\\[xuU]/u.test(text.slice(start, end))) return null;
  const held = new Map<string, number>();
  for (const words of textsOf(contents))
    for (const [word] of words.matchAll(WORD)) held.set(word, (held.get(word) ?? 0) + 1);
  let from = start;
  const sorted = [...notes].sort((a, b) => a.start - b.start);
  for (const note of [...sorted, { start: end, end }]) {
    for (const match of text.slice(from, Math.max(from, note.start)).matchAll(WORD)) {
      const [word] = match;
      const left = (held.get(word) ?? 0) - 1;
      if (left < 0) return from + match.index;
      held.set(word, left);
    }
    from = Math.max(from, note.end);
  }
  return null;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Keys and values as the source spells them. */
function textsOf(contents: unknown): string[] {
  const texts: string[] = [];
  const waiting: unknown[] = [contents];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (isMap(node)) for (const { key, value } of node.items) waiting.push(key, value);
    else if (isSeq(node)) waiting.push(...node.items);
    else if (isScalar(node)) texts.push(typeof node.value === 'string' ? node.value : (node.source ?? ''));
  }
  return texts;
}
