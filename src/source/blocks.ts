import { type Entry, entryAt, entryWithoutColon } from './entries.ts';
import { holdsWords } from './known-keys.ts';
import { newLevels } from './levels.ts';
import type { Mending } from './mending.ts';
import { readAsWords } from './quotes.ts';
import { endOfLine, scanValue, trimmedEnd } from './values.ts';

/** Nobody writes lists within lists deeper than this. Programs that read them give up at some depth. */
const MAX_DEPTH = 12;

/**
 * Reads the lines of a YAML text as editors write them: keys, lists below keys, comments. It tells of all that
 * YAML takes for something else, and mends it. `start` and `end` are offsets in the file.
 */
export function scanBlocks(mending: Mending, start: number, end: number): void {
  const { text, faults, edits, notes } = mending;
  const levels = newLevels(text.slice(start, end));
  let next = start;
  /** The end of the last line that belongs to nothing. The next such line is of the same mistake. */
  let strayEnd = -1;
  while (next < end) {
    const lineStart = next;
    const lineEnd = endOfLine(text, lineStart, end);
    next = lineEnd + 1;
    const at = behindIndent(text, lineStart, lineEnd);
    if (at === lineEnd) continue;
    if (text[at] === '#') notes.push({ start: at, end: lineEnd });
    else if (at === lineStart && isMarker(text, at, lineEnd)) dropMarker(mending, at, lineEnd);
    else next = scanLine({ lineStart, at, lineEnd }) + 1;
  }

  function scanLine(line: Line): number {
    const { lineStart, at, lineEnd } = line;
    const indent = indentOf(mending, lineStart, at);
    const dash = dashAt(mending, at, lineEnd, levels.isOpen() || levels.isListAt(indent.width));
    if (dash !== null) {
      const right = levels.settle('list', indent.width);
      if (right !== null) {
        setIndent(line, indent, right);
        return scanItem(line, right, dash);
      }
    } else {
      const wasOpen = levels.isOpenFor(indent.width);
      const entry =
        entryAt(mending, at, lineEnd) ?? (wasOpen ? null : entryWithoutColon(mending, at, lineEnd));
      const right = entry ? levels.settle('keys', indent.width) : null;
      if (entry && right !== null) {
        setIndent(line, indent, right);
        return scanEntry(entry, right, lineEnd);
      }
      const key = levels.open();
      if (wasOpen && key) {
        levels.close();
        return scanValue(mending, { key: key.key, start: at, limit: end, indent: key.indent });
      }
    }
    if (strayEnd !== lineStart - 1)
      faults.push({ offset: at, message: strayMessage(text.slice(at, Math.min(lineEnd, at + 80))) });
    strayEnd = lineEnd;
    edits.push({ start: lineStart, end: lineEnd, text: '' });
    mending.told.push({ start: lineStart, end: lineEnd });
    return lineEnd;
  }

  function scanItem(line: Line, indent: number, dash: number): number {
    const { lineEnd } = line;
    let column = indent;
    let at = line.at;
    let behind = dash;
    for (let depth = 0; ; depth++) {
      while (behind < lineEnd && /[ \t]/u.test(text[behind] ?? '')) behind++;
      column += behind - at;
      at = behind;
      if (!/^-(?:[ \t]|$)/u.test(text.slice(at, Math.min(at + 2, lineEnd)))) break;
      if (depth > MAX_DEPTH) return dropLine(line, 'There are too many dashes here: write one');
      levels.add('list', column);
      behind = at + 1;
    }
    const key = levels.keyOfList(indent);
    if (at >= lineEnd || text[at] === '#') {
      if (at < lineEnd) notes.push({ start: at, end: lineEnd });
      levels.openAt(indent, key);
      return lineEnd;
    }
    const entry = /["'[{]/u.test(text[at] ?? '') ? null : entryAt(mending, at, lineEnd);
    if (entry) {
      levels.add('keys', column);
      return scanEntry(entry, column, lineEnd);
    }
    return scanValue(mending, { key: holdsWords(key) ? null : key, start: at, limit: end, indent });
  }

  function scanEntry({ key, value }: Entry, indent: number, lineEnd: number): number {
    if (levels.depth() > MAX_DEPTH) {
      faults.push({ offset: value, message: 'This stands too deep in lists: take it out of some' });
      edits.push({ start: value, end, text: '' });
      return end;
    }
    if (value < lineEnd && text[value] !== '#')
      return scanValue(mending, { key, start: value, limit: end, indent });
    if (value < lineEnd && holdsWords(key) && !hasListBelow(text, lineEnd, { end, indent })) {
      readAsWords(
        mending,
        { key, start: value, end: trimmedEnd(text, value, lineEnd) },
        { problem: `The # begins a comment, so \`${key}\` is empty` },
      );
      return lineEnd;
    }
    if (value < lineEnd) notes.push({ start: value, end: lineEnd });
    levels.openAt(indent, key);
    return lineEnd;
  }

  function setIndent({ lineStart, at }: Line, { width, isOdd }: Indent, right: number): void {
    if (width === right && !isOdd) return;
    edits.push({ start: lineStart, end: at, text: ' '.repeat(right) });
    if (isOdd) return;
    const way = width > right ? 'right' : 'left';
    const many = right === 0 ? 'no spaces' : right === 1 ? 'one space' : `${right} spaces`;
    faults.push({
      offset: at,
      message: `This line stands too far to the ${way}: write ${many} before it, as in the lines it belongs to`,
    });
  }

  function dropLine({ lineStart, at, lineEnd }: Line, message: string): number {
    faults.push({ offset: at, message });
    edits.push({ start: lineStart, end: lineEnd, text: '' });
    return lineEnd;
  }
}

interface Line {
  readonly lineStart: number;
  /** The first character that is no space. */
  readonly at: number;
  readonly lineEnd: number;
}

const SPACE = /[^\S\n]|[\u200B\u2060\uFEFF]/u;

function behindIndent(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && SPACE.test(text[at] ?? '')) at++;
  return at;
}

interface Indent {
  readonly width: number;
  readonly isOdd: boolean;
}

/** The spaces before a line. A tab counts as two, and each odd space as one; both are told. */
function indentOf({ text, faults }: Mending, lineStart: number, at: number): Indent {
  const spaces = text.slice(lineStart, at);
  const odd = spaces.search(/[^ ]/u);
  if (odd < 0) return { width: spaces.length, isOdd: false };
  const isTab = spaces[odd] === '\t';
  const what = isTab ? 'A tab stands before this line' : 'An odd space stands before this line';
  faults.push({
    offset: lineStart + odd,
    message: `${what}: delete it, and write ${isTab ? 'spaces' : 'plain spaces'} where the line needs them`,
  });
  return { width: spaces.replaceAll('\t', '  ').length, isOdd: true };
}

const BULLET = /^(?:-(?=[ \t]|$)|[•·∙◦▪–—−‐‑*+](?=[ \t\u00A0])|-(?=[^\s\d-]))/u;

/** The offset behind the dash of a list's entry; `null` if none begins there. */
function dashAt(
  { text, faults, edits }: Mending,
  at: number,
  lineEnd: number,
  isListDue: boolean,
): number | null {
  const line = text.slice(at, Math.min(lineEnd, at + 3));
  const [sign] = BULLET.exec(line) ?? [];
  if (sign === undefined) return null;
  if (sign === '-' && /^-(?:[ \t]|$)/u.test(line)) {
    if (line[1] === '\t') edits.push({ start: at + 1, end: at + 2, text: ' ' });
    if (line[1] === '\t')
      faults.push({ offset: at + 1, message: 'A tab stands behind the dash: write a space' });
    return at + 1;
  }
  if (!isListDue) return null;
  if (sign === '-') {
    faults.push({ offset: at + 1, message: 'A space is missing behind the dash: write one' });
    edits.push({ start: at + 1, end: at + 1, text: ' ' });
    return at + 1;
  }
  faults.push({ offset: at, message: `This entry of a list begins with ${sign}: write “- ” in its place` });
  edits.push({ start: at, end: at + 2, text: '- ' });
  return at + 2;
}

/** True for a line that ends a text for YAML, or that speaks to the program that reads it. */
function isMarker(text: string, at: number, lineEnd: number): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)|^%/u.test(text.slice(at, Math.min(lineEnd, at + 4)));
}

function dropMarker({ text, faults, edits }: Mending, at: number, lineEnd: number): void {
  const sign = text[at] === '%' ? '%' : text.slice(at, at + 3);
  faults.push({ offset: at, message: `A line that begins with ${sign} has no place here: remove it` });
  edits.push({ start: at, end: lineEnd, text: '' });
}

/** True if the next line that says something belongs to the key above it. */
function hasListBelow(
  text: string,
  lineEnd: number,
  { end, indent }: { end: number; indent: number },
): boolean {
  for (let start = lineEnd + 1; start < end;) {
    const next = endOfLine(text, start, end);
    const at = behindIndent(text, start, next);
    if (at < next && text[at] !== '#')
      return at - start > indent || (at - start === indent && /^-(?:\s|$)/u.test(text.slice(at, at + 2)));
    start = next + 1;
  }
  return false;
}

function strayMessage(line: string): string {
  if (/^-[ \t]/u.test(line))
    return 'This line begins with a dash, and no list begins above it: write it behind its key, or remove the dash';
  if (/^[&*!?@`|>[\]{}%,]/u.test(line))
    return `This line begins with ${line.charAt(0)}: begin it with a key, such as title: "…"`;
  return 'This line belongs to no key: put two spaces before it if it goes on from the line above, else begin it with a key, such as title: …';
}
