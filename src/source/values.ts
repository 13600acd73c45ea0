import { scanBlockText } from './block-text.ts';
import { checkCurly } from './curly-quotes.ts';
import { endOfDeeper, endOfLine, endOfWords, type Slot, trimmedEnd } from './extent.ts';
import { scanFlow } from './flow.ts';
import { holdsWords, isKnownKey } from './known-keys.ts';
import type { Mending } from './mending.ts';
import {
  checkEscapes,
  closingQuote,
  readAsWords,
  readPastQuote,
  readSigned,
  readUnclosed,
  type Value,
} from './quotes.ts';
import { subject } from './wording.ts';

/** Checks a value that stands behind a key or a dash. The answer is the end of its last line. */
export function scanValue(mending: Mending, slot: Slot): number {
  const { text } = mending;
  const { start, limit, key } = slot;
  const lineEnd = endOfLine(text, start, limit);
  const first = text[start] ?? '';
  if (first === '"' || first === "'") return scanQuoted(mending, slot, lineEnd);
  if (first === '[' || first === '{') return scanBrackets(mending, slot, lineEnd);
  if (first === '|' || first === '>') return scanBlockText(mending, slot, lineEnd);
  const isSign = /^(?:[#&*!@`%,\]}]|[?-](?=[ \t\n]|$))/u.test(text.slice(start, start + 2));
  if (!isSign) return scanWords(mending, slot, lineEnd);
  if (first === '-' && !holdsWords(key)) return scanDash(mending, slot, lineEnd);
  const end = endOfWords(text, slot, lineEnd);
  readSigned(mending, { key, start, end: trimmedEnd(text, start, end) });
  return end;
}

/** An entry of a list in the line of its key. */
function scanDash(mending: Mending, { key, start }: Slot, lineEnd: number): number {
  const end = trimmedEnd(mending.text, start, lineEnd);
  mending.faults.push({
    offset: start,
    message: `A list stands behind \`${key ?? ''}\`: write each dash with its entry in a line of its own below it`,
  });
  mending.edits.push({ start, end, text: `[${mending.text.slice(start + 1, end)}]` });
  mending.told.push({ start, end });
  return lineEnd;
}

function scanWords(mending: Mending, slot: Slot, lineEnd: number): number {
  const { text, notes } = mending;
  const { key, start } = slot;
  const ownLine = text.slice(start, lineEnd);
  const hash = ownLine.search(/[ \t\p{Zs}]#/u);
  if (hash >= 0) {
    const words = ownLine.slice(0, hash).trim();
    const hasColon = /:(?:\s|$)/u.test(words);
    const isAddress = /^[a-z]+:\/\//u.test(words);
    if (!hasColon && !isAddress && (!holdsWords(key) || hasFixedForm(words))) {
      notes.push({ start: start + hash, end: lineEnd });
      checkCurly(mending, { key, start, end: start + words.length });
      return lineEnd;
    }
  }
  const end = endOfWords(text, slot, lineEnd);
  const value: Value = { key, start, end: trimmedEnd(text, start, end) };
  const words = text.slice(start, value.end);
  const cut = words.search(/[ \t\n]#/u);
  if (checkCurly(mending, value)) return end;
  if (hasSecondKey(mending, value, slot.indent)) return end;
  if (/:(?:[ \t\n]|$)/u.test(words))
    readAsWords(mending, value, { problem: `${subject(key)} holds a colon` });
  else if (cut >= 0)
    readAsWords(mending, value, {
      offset: start + cut + 1,
      problem: `The # begins a comment and cuts ${key === null ? 'this entry' : `\`${key}\``}`,
    });
  return end;
}

/** Tells of a key behind a number, a date or a fixed word in one line. It is read as a line of its own. */
function hasSecondKey({ text, faults, edits }: Mending, { key, start, end }: Value, indent: number): boolean {
  const match = /(?<between>[,;]?[ \t]+)(?<second>[A-Za-z]+):(?=[ \t])/u.exec(text.slice(start, end));
  const { between = '', second = '' } = match?.groups ?? {};
  if (!match || holdsWords(key) || !isKnownKey(second)) return false;
  const at = start + match.index + between.length;
  faults.push({
    offset: at,
    message: `\`${second}\` stands in the line of \`${key ?? ''}\`: write it in a line of its own, ${text.slice(at, end)}`,
  });
  edits.push({ start: at - between.length, end: at, text: `\n${' '.repeat(indent)}` });
  return true;
}

/** True for a number, a date, true or false: nobody means a `#` behind them as theirs. */
function hasFixedForm(words: string): boolean {
  return /^(?:-?[\d.,_]+|\d{4}-\d\d(?:-\d\d)?|true|false)$/iu.test(words);
}

function scanQuoted(mending: Mending, slot: Slot, lineEnd: number): number {
  const { text } = mending;
  const { key, start } = slot;
  const deeper = endOfDeeper(text, slot, { lineEnd, isOurs: () => true });
  const closing = closingQuote(text, start, deeper);
  if (closing >= 0) {
    const end = endOfLine(text, closing, deeper);
    const behind = text.slice(closing + 1, end).trim();
    if (behind === '') {
      checkEscapes(mending, { key, start, end: closing + 1 });
      return end;
    }
    // The quotes say where the words end. So what follows was meant as a comment.
    if (behind.startsWith('#') && /\s/u.test(text[closing + 1] ?? '')) {
      checkEscapes(mending, { key, start, end: closing + 1 });
      const hash = text.indexOf('#', closing);
      mending.notes.push({ start: hash, end });
      return end;
    }
    if (closing < lineEnd) {
      readPastQuote(mending, { key, start, end: trimmedEnd(text, start, lineEnd) }, closing);
      return lineEnd;
    }
  }
  const goesOn = closing < 0 ? endOfWrapped(mending, slot, lineEnd) : null;
  if (goesOn !== null) return goesOn;
  const end = closing < 0 ? endOfWords(text, slot, lineEnd) : lineEnd;
  readUnclosed(mending, { key, start, end: trimmedEnd(text, start, end) });
  return end;
}

/** The end of words in quotes that go on where lines of keys begin; `null` if they do not. */
function endOfWrapped(mending: Mending, { start, limit, indent, key }: Slot, lineEnd: number): number | null {
  const { text, faults, edits } = mending;
  const quote = text[start] ?? '';
  const lines: number[] = [];
  for (let at = lineEnd + 1; at < limit && lines.length < 20;) {
    const end = endOfLine(text, at, limit);
    const line = text.slice(at, end);
    if (line.trim() === '' || /^\s*(?:-(?:\s|$)|#|[A-Za-z_]+[ \t]*:)/u.test(line)) return null;
    lines.push(at);
    if (line.trimEnd().endsWith(quote)) {
      faults.push({
        offset: start,
        message: `${subject(key)} begins with a quote that is closed only in a later line: put two spaces before each further line`,
      });
      for (const each of lines) edits.push({ start: each, end: each, text: ' '.repeat(indent + 2) });
      return end;
    }
    at = end + 1;
  }
  return null;
}

function scanBrackets(mending: Mending, slot: Slot, lineEnd: number): number {
  const { text, faults, edits, told, notes } = mending;
  const { key, start, limit } = slot;
  const deeper = endOfDeeper(text, slot, {
    lineEnd,
    isOurs: (line) => text[start] === '{' || !isKnownKey(/^([A-Za-z]+):/u.exec(line)?.[1] ?? ''),
  });
  const last = endOfLine(text, deeper + 1, limit);
  const hasLowBracket = /^[ \t]*[\]}][ \t]*(?:#.*)?$/u.test(text.slice(deeper + 1, last));
  const end = hasLowBracket ? last : deeper;
  const before = [faults.length, edits.length, told.length] as const;
  const behind = scanFlow(mending, { key, start, limit: end });
  const rest = behind === null ? '' : text.slice(behind, endOfLine(text, behind, end)).trim();
  const isNote = rest.startsWith('#') && /\s/u.test(text[behind ?? 0] ?? '');
  const isWordsKey =
    key !== null &&
    isKnownKey(key) &&
    holdsWords(key) &&
    (text[start] === '[' || !/[:：=]/u.test(text.slice(start, end)));
  if (behind !== null && !isWordsKey && (rest === '' || isNote)) {
    const lineOfEnd = endOfLine(text, behind, end);
    if (isNote) notes.push({ start: behind, end: lineOfEnd });
    return lineOfEnd;
  }
  const value: Value = { key, start, end: trimmedEnd(text, start, behind === null ? deeper : lineEnd) };
  if (behind !== null || isWordsKey) {
    [faults.length, edits.length, told.length] = before;
    readAsWords(mending, value, { problem: `${subject(key)} begins with ${text[start] ?? ''}` });
    return endOfLine(text, value.end, limit);
  }
  const close = text[start] === '{' ? '}' : ']';
  faults.push({
    offset: start,
    message: `Nothing closes this ${text[start] ?? ''}: write ${close} at the end of the list`,
  });
  edits.push({ start: value.end, end: value.end, text: close });
  told.push(value);
  return deeper;
}
