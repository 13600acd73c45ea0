import { behindCurly, checkCurly, opensCurly } from './curly-quotes.ts';
import { endOfLine, trimmedEnd } from './extent.ts';
import { holdsWords } from './known-keys.ts';
import type { Mending } from './mending.ts';
import {
  checkEscapes,
  closingQuote,
  readAsWords,
  readPastQuote,
  readUnclosed,
  type Value,
} from './quotes.ts';
import { subject } from './wording.ts';

/** Nobody writes lists within lists deeper than this. Programs that read them give up at some depth. */
const MAX_DEPTH = 8;

/** Where a list in brackets stands, and how far it may go. */
interface Span {
  readonly key: string | null;
  readonly start: number;
  readonly limit: number;
}

/**
 * Checks a list in brackets, `[a, b]`, or keys in braces, `{ count: 3 }`. The answer is the offset behind it;
 * `null` if nothing closes it before the limit.
 */
export function scanFlow(mending: Mending, { key, start, limit }: Span, depth = 0): number | null {
  const { text, faults, edits } = mending;
  const hasKeys = text[start] === '[' && /^\[\s*[a-zA-Z]+: /u.test(text.slice(start, start + 60));
  const isMap = hasKeys || text[start] === '{';
  const close = isMap ? '}' : ']';
  if (hasKeys) {
    faults.push({ offset: start, message: 'Keys with values stand in [ ] here: write { and } around them' });
    edits.push({ start, end: start + 1, text: '{' });
  }
  if (depth > MAX_DEPTH) {
    faults.push({ offset: start, message: 'There are too many brackets here: write one pair' });
    edits.push({ start, end: limit, text: '' });
    return limit;
  }
  let at = start + 1;
  for (;;) {
    at = behindSpace(mending, at, limit);
    const sign = text[at];
    if (at >= limit || sign === undefined) return null;
    if (sign === close) return at + 1;
    if (sign === ']' || sign === '}') {
      if (!hasKeys)
        faults.push({
          offset: at,
          message: `The list begins with ${text[start] ?? ''}: close it with ${close}`,
        });
      edits.push({ start: at, end: at + 1, text: close });
      return at + 1;
    }
    if (sign === ',') {
      faults.push({ offset: at, message: 'Nothing stands before this comma: remove it' });
      edits.push({ start: at, end: at + 1, text: ' ' });
      at++;
      continue;
    }
    const next = scanEntry(mending, { key, start: at, limit }, { isMap, depth });
    if (next === null) return null;
    at = behindSpace(mending, Math.max(next, at + 1), limit);
    if (text[at] === ',') at++;
  }
}

const SPACE = /[ \t\n]/u;

/** The offset behind white space, and behind comments that end their lines. */
function behindSpace({ text, notes }: Mending, from: number, limit: number): number {
  let at = from;
  for (;;) {
    while (at < limit && SPACE.test(text[at] ?? '')) at++;
    if (text[at] !== '#' || at >= limit || !SPACE.test(text[at - 1] ?? '')) return at;
    const lineEnd = endOfLine(text, at, limit);
    if (/[\]}]/u.test(text.slice(at, lineEnd))) return at;
    notes.push({ start: at, end: lineEnd });
    at = lineEnd;
  }
}

const KEY = /(?:"[^"\n]*"|'[^'\n]*'|[\p{L}_][\p{L}\p{N}_.\- ]{0,60}?)[ \t\p{Zs}]*[:：=]/uy;

/** One entry of a list, or one key with its value. The answer is the offset behind it. */
function scanEntry(
  mending: Mending,
  span: Span,
  { isMap, depth }: { readonly isMap: boolean; readonly depth: number },
): number | null {
  const { text, faults, edits } = mending;
  const { start, limit } = span;
  const separator = isMap ? separatorAt(text, start, limit) : null;
  if (separator === null) return scanValue(mending, span, { isMap, depth });
  const key = text
    .slice(start, separator)
    .trim()
    .replaceAll(/^["']|["']$/gu, '');
  const sign = text[separator] ?? '';
  const value = separator + 1;
  if (sign !== ':') {
    faults.push({
      offset: separator,
      message: `Behind \`${key}\` stands ${sign}: write a colon and a space in its place`,
    });
    edits.push({ start: separator, end: value, text: ': ' });
  } else if (!/[ \n,}\]]/u.test(text[value] ?? ' ') && !/["']/u.test(text[start] ?? '')) {
    faults.push({ offset: value, message: `A space is missing behind \`${key}:\`: write one` });
    edits.push({ start: value, end: value, text: ' ' });
  }
  let from = value;
  while (from < limit && /[\s\p{Zs}]/u.test(text[from] ?? '')) from++;
  if (/[,}\]]/u.test(text[from] ?? ',')) return from;
  return scanValue(mending, { key, start: from, limit }, { isMap, depth });
}

/** The offset of the sign between a key and its value; `null` if there is no key. */
function separatorAt(text: string, start: number, limit: number): number | null {
  KEY.lastIndex = start;
  const match = KEY.exec(text);
  const at = start + (match?.[0].length ?? 0) - 1;
  return match && at < limit && text.slice(at, at + 3) !== '://' ? at : null;
}

function scanValue(
  mending: Mending,
  span: Span,
  { isMap, depth }: { readonly isMap: boolean; readonly depth: number },
): number | null {
  const { text } = mending;
  const { key, start, limit } = span;
  const first = text[start] ?? '';
  if (first === '[' || first === '{') return scanFlow(mending, span, depth + 1);
  if (first === '"' || first === "'") {
    const closing = closingQuote(text, start, limit);
    const behind =
      closing < 0
        ? ''
        : text
            .slice(closing + 1, limit)
            .trimStart()
            .charAt(0);
    if (closing >= 0 && /^(?:$|[,\]}#])/u.test(behind) && !crossesKey(text, start, closing, isMap)) {
      checkEscapes(mending, { key, start, end: closing + 1 });
      return closing + 1;
    }
    const end = trimmedEnd(text, start, endOfWords(text, { start, limit, isMap }));
    const own = closing >= 0 && closing < end ? closing : -1;
    if (own < 0) readUnclosed(mending, { key, start, end });
    else readPastQuote(mending, { key, start, end }, own);
    return end;
  }
  const value = { key, start, end: trimmedEnd(text, start, endOfWords(text, { start, limit, isMap })) };
  checkWords(mending, value);
  return value.end;
}

/** True if quotes hold what looks like the next key: then the first of them was never closed. */
function crossesKey(text: string, start: number, closing: number, isMap: boolean): boolean {
  return isMap && /,[ \t]*[a-zA-Z]+:[ \t]*$/u.test(text.slice(start, closing));
}

/** Words in a list end at a comma. Before another key, so that a comma may be one of the words'. */
function endOfWords(
  text: string,
  { start, limit, isMap }: { readonly start: number; readonly limit: number; readonly isMap: boolean },
): number {
  const lineEnd = endOfLine(text, start, limit);
  const curly = opensCurly(text[start]) ? behindCurly(text, start, lineEnd) : -1;
  for (let at = Math.max(start, curly); at < lineEnd; at++) {
    const sign = text[at];
    if (sign === ']' || sign === '}') return at;
    if (sign !== ',') continue;
    if (!isMap) return at;
    let next = at + 1;
    while (next < limit && SPACE.test(text[next] ?? '')) next++;
    if (next >= lineEnd || /[,\]}"'[{]/u.test(text[next] ?? '') || separatorAt(text, next, limit) !== null)
      return at;
  }
  return lineEnd;
}

/** Tells what takes words in a list for something else. */
function checkWords(mending: Mending, value: Value): void {
  const { key, start, end } = value;
  const words = mending.text.slice(start, end);
  if (separatedBySemicolons(mending, value)) return;
  const hash = words.search(/(?:^|[ \t])#/u);
  if (checkCurly(mending, value)) return;
  if (/^\d{1,3}(?:,\d{3})+$/u.test(words)) {
    const digits = words.replaceAll(',', '');
    mending.faults.push({
      offset: start,
      message: `${subject(key)} is written ${words}: write digits alone, ${key === null ? digits : `${key}: ${digits}`}`,
    });
    mending.edits.push({ start, end, text: digits });
    mending.told.push({ start, end });
  } else if (hash >= 0)
    readAsWords(mending, value, {
      offset: start + hash + (words[hash] === '#' ? 0 : 1),
      problem: `The # begins a comment and cuts ${key === null ? 'the list' : `\`${key}\``}`,
    });
  else if (/^[&*!|>@`%]|^[?-](?= |$)/u.test(words))
    readAsWords(mending, value, { problem: `${subject(key)} begins with ${words.charAt(0)}` });
  else if (words.includes(',')) readAsWords(mending, value, { problem: `${subject(key)} holds a comma` });
  else if (/:(?:\s|$)/u.test(words))
    readAsWords(mending, value, { problem: `${subject(key)} holds a colon` });
  else if (key !== null && holdsWords(key) && words.includes('{'))
    readAsWords(mending, value, { problem: `${subject(key)} holds brackets` });
}

/** Tells of keys that are set apart by `;`, and reads them as if commas stood there. */
function separatedBySemicolons({ text, faults, edits, told }: Mending, { start, end }: Value): boolean {
  const words = text.slice(start, end);
  if (!/;[ \t]*[a-zA-Z]+: /u.test(words)) return false;
  faults.push({ offset: start + words.indexOf(';'), message: 'Keys are set apart by ; here: write commas' });
  for (const { index } of words.matchAll(/;(?=[ \t]*[a-zA-Z]+: )/gu))
    edits.push({ start: start + index, end: start + index + 1, text: ',' });
  told.push({ start, end, isMended: true });
  return true;
}
