import { endOfDeeper, endOfLine, endOfWords, type Slot, trimmedEnd } from './extent.ts';
import type { Mending } from './mending.ts';
import { readSigned } from './quotes.ts';

/** The end of words that stand at the edge below a `|`, where they belong further right. */
function endOfLeftText({ text, faults, edits }: Mending, slot: Slot, lineEnd: number): number {
  let last = lineEnd;
  for (let at = lineEnd + 1; at < slot.limit;) {
    const end = endOfLine(text, at, slot.limit);
    if (/^\s*(?:$|-\s|#|[A-Za-z_]+[ \t]*:)/u.test(text.slice(at, end))) break;
    if (last === lineEnd)
      faults.push({
        offset: at,
        message: `The words below ${text[slot.start] ?? '|'} stand too far to the left: put two spaces before each of these lines`,
      });
    edits.push({ start: at, end: at, text: ' '.repeat(slot.indent + 2) });
    last = end;
    at = end + 1;
  }
  return last;
}

/** Words under a line with `|` or `>`. Words in that line itself would be lost. */
export function scanBlockText(mending: Mending, slot: Slot, lineEnd: number): number {
  const { text, notes } = mending;
  const { key, start } = slot;
  const head = /^[|>][-+]?[1-9]?[-+]?(?:[ \t]+(?<note>#.*))?[ \t]*$/u.exec(text.slice(start, lineEnd));
  if (head) {
    notes.push({ start, end: lineEnd });
    const deeper = endOfDeeper(text, slot, { lineEnd, isOurs: () => true });
    return deeper > lineEnd ? deeper : endOfLeftText(mending, slot, lineEnd);
  }
  const end = endOfWords(text, slot, lineEnd);
  readSigned(mending, { key, start, end: trimmedEnd(text, start, end) });
  return end;
}
