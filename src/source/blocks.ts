import { decoratedEntry, type Entry, entryAt, entryWithoutColon } from './entries.ts';
import { endOfLine, trimmedEnd } from './extent.ts';
import { holdsWords, isKnownKey } from './known-keys.ts';
import { newLevels } from './levels.ts';
import { behindIndent, dashAt, type Indent, indentOf } from './line-start.ts';
import { hasLinesBelow, wordsAboveLines } from './lines-below.ts';
import type { Mending } from './mending.ts';
import { readAsWords } from './quotes.ts';
import { scanValue } from './values.ts';

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
  let lastKey: string | null = null;
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
      if (entry?.key === '<<')
        return dropLine(line, '`<<` is not a key we know, and copies nothing here: write the lines out');
      const right = entry && levels.settle('keys', lostIndent(line, indent, entry) ?? indent.width);
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
    const decorated = decoratedEntry(mending, at, lineEnd);
    const right = decorated ? levels.settle('keys', indent.width) : null;
    if (decorated && right !== null) {
      setIndent(line, indent, right);
      return scanEntry(decorated, right, lineEnd);
    }
    const words = text.slice(at, lineEnd).trim();
    if (indent.width === 0 && isKnownKey(words)) return scanBareKey(line, words);
    if (strayEnd !== lineStart - 1)
      faults.push({ offset: at, message: strayMessage(text.slice(at, Math.min(lineEnd, at + 80)), lastKey) });
    strayEnd = lineEnd;
    edits.push({ start: lineStart, end: lineEnd, text: '' });
    mending.told.push({ start: lineStart, end: lineEnd });
    return lineEnd;
  }

  /** A line that is nothing but a key. What its value would be judged by is told with it. */
  function scanBareKey({ at, lineEnd }: Line, key: string): number {
    faults.push({ offset: at, message: `\`${key}\` stands without a colon and a value: write ${key}: …` });
    edits.push({ start: at, end: lineEnd, text: `${key}: ·` });
    mending.told.push({ start: at, end: lineEnd });
    return lineEnd;
  }

  /** The spaces of the next line, where this one lost its own: it follows a key without a value. */
  function lostIndent({ lineEnd }: Line, { width }: Indent, { value }: Entry): number | null {
    if (levels.open()?.indent !== width || value >= lineEnd) return null;
    const nextEnd = endOfLine(text, lineEnd + 1, end);
    const at = behindIndent(text, lineEnd + 1, nextEnd);
    const isKey = /^[A-Za-z]+:/u.test(text.slice(at, Math.min(nextEnd, at + 60)));
    const spaces = at - lineEnd - 1;
    return isKey && spaces > width && lineEnd + 1 < end ? spaces : null;
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
    lastKey = key;
    const sign = /^[&!]\S*[ \t]*$/u.exec(text.slice(value, Math.min(lineEnd, value + 100)));
    if (sign && hasLinesBelow(text, lineEnd, { end, indent })) {
      faults.push({
        offset: value,
        message: `\`${key}\` has a sign behind it, ${sign[0].trim()}: remove it`,
      });
      edits.push({ start: value, end: lineEnd, text: '' });
      levels.openAt(indent, key);
      return lineEnd;
    }
    if (levels.depth() > MAX_DEPTH) {
      faults.push({ offset: value, message: 'This stands too deep in lists: take it out of some' });
      edits.push({ start: value, end, text: '' });
      return end;
    }
    if (value < lineEnd && wordsAboveLines(mending, { key, value, lineEnd, indent, end })) {
      levels.openAt(indent, key);
      return lineEnd;
    }
    if (value < lineEnd && (text[value] !== '#' || isNumber(text.slice(value, lineEnd), key)))
      return scanValue(mending, { key, start: value, limit: end, indent });
    if (value < lineEnd && holdsWords(key) && !hasLinesBelow(text, lineEnd, { end, indent })) {
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
    const words = text.slice(at, Math.min(endOfLine(text, at, end), at + 200)).trim();
    faults.push({
      offset: at,
      message: `This line stands too far to the ${way}: write ${many} before it, ${' '.repeat(right)}${words}`,
    });
  }

  function dropLine({ lineStart, at, lineEnd }: Line, message: string): number {
    const isBelowKey = levels.isOpen();
    levels.close();
    faults.push({ offset: at, message });
    edits.push({ start: lineStart, end: lineEnd, text: isBelowKey ? `${text.slice(lineStart, at)}{}` : '' });
    mending.told.push({ start: lineStart, end: lineEnd });
    return lineEnd;
  }
}

/** True for `#5000` behind a key that wants a number: no comment. */
function isNumber(words: string, key: string): boolean {
  return /^#\d/u.test(words) && !holdsWords(key);
}

interface Line {
  readonly lineStart: number;
  /** The first character that is no space. */
  readonly at: number;
  readonly lineEnd: number;
}

/** True for a line that ends a text for YAML, or that speaks to the program that reads it. */
function isMarker(text: string, at: number, lineEnd: number): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)|^%/u.test(text.slice(at, Math.min(lineEnd, at + 4)));
}

function dropMarker({ text, faults, edits }: Mending, at: number, lineEnd: number): void {
  if (edits.some(({ start, end }) => start === at && end === lineEnd)) return;
  const sign = text[at] === '%' ? '%' : text.slice(at, at + 3);
  faults.push({ offset: at, message: `A line that begins with ${sign} has no place here: remove it` });
  edits.push({ start: at, end: lineEnd, text: '' });
}

function strayMessage(line: string, key: string | null): string {
  if (/^-[ \t]/u.test(line))
    return 'This line begins with a dash, and no list begins above it: write it behind its key, or remove the dash';
  if (/^[&*!?@`|>[\]{}%,]/u.test(line))
    return `This line begins with ${line.charAt(0)}: begin it with a key, such as title: "…"`;
  const above = key === null ? 'the line above' : `\`${key}\``;
  return `This line belongs to no key: put two spaces before it if it goes on from ${above}, else begin it with a key, such as title: …`;
}
