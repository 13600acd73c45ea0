import { isKnownKey, keyMeant } from './known-keys.ts';
import type { Mending } from './mending.ts';

/** A key in a line, and where its value begins. */
export interface Entry {
  readonly key: string;
  readonly value: number;
}

/** Spaces that keys and values cannot be told apart by. */
const ODD_SPACES = String.raw`\u00A0\u1680\u2000-\u200B\u202F\u205F\u2060\u3000`;
const QUOTED = /^(?<quote>["'])(?<key>[^"'\n]+)\k<quote>[ \t]*:(?=[ \t]|$)/u;
const PLAIN = /^(?<key>[\p{L}\p{N}_<][\p{L}\p{N}_.<-]*)[ \t]*:(?= |$)/u;
const SPACED = /^(?<key>\p{L}[\p{L}\p{N} _-]{0,40}?)[ \t]*:(?= |$)/u;
const ODD = new RegExp(
  String.raw`^(?<key>[\p{L}_][\p{L}\p{N}_.-]*)(?<before>[ \t${ODD_SPACES}]*)(?<sign>[:：﹕︰∶꞉])(?<after>[ \t${ODD_SPACES}]*)`,
  'u',
);
const EQUALS = /^(?<key>[\p{L}_][\p{L}\p{N}_.-]*)[ \t]*=>?[ \t]*/u;
/** No colon, or a sign in its place. A minus before digits is theirs. */
const NO_COLON = /^(?<key>[A-Za-z_]+)(?:[ \t]*(?:[;→]|[-–—]?>|[.–—-](?=[ \t]))[ \t]*|[ \t]+)(?=\S)/u;

/** Longer keys do not exist. It keeps the search short in a huge line. */
const MAX_KEY_CHARS = 300;

/**
 * Reads the key at the start of a line; `null` if none begins there. It tells how a sign between key and value
 * must be written. `lineEnd` is the end of the line.
 */
export function entryAt(mending: Mending, at: number, lineEnd: number): Entry | null {
  const { text } = mending;
  const line = text.slice(at, Math.min(lineEnd, at + MAX_KEY_CHARS));
  const right = QUOTED.exec(line) ?? PLAIN.exec(line) ?? meantKey(line);
  if (right) return toEntry(text, right.groups?.['key'] ?? '', at + right[0].length, lineEnd);
  return oddEntry(mending, line, at, lineEnd) ?? equalsEntry(mending, line, at, lineEnd);
}

const DECORATED =
  /^(?<before>(?:[-•·*–—+] +)?[*_“”„«"'‘’\x60]*)(?<key>[\p{L}\p{Cf}_]+)(?<behind>[*_“”»"'‘’\x60]*)[ \t]*:(?<more>[*_\x60]*)[ \t]*/u;

/** A known key with signs of Markdown or quotes around it, or with characters in it that nobody sees. */
export function decoratedEntry(mending: Mending, at: number, lineEnd: number): Entry | null {
  const { text, faults, edits } = mending;
  const match = DECORATED.exec(text.slice(at, Math.min(lineEnd, at + MAX_KEY_CHARS)));
  const typed = match?.groups?.['key'] ?? '';
  const key = typed.replaceAll(/\p{Cf}/gu, '');
  if (!match || !isKnownKey(key)) return null;
  const value = at + match[0].length;
  const words = text.slice(value, lineEnd).trim();
  const what = key === typed ? 'There are signs around' : 'There is a character that nobody sees in';
  faults.push({ offset: at, message: `${what} the key \`${key}\`: write ${key}: ${words}` });
  edits.push({ start: at, end: value, text: `${key}: ` });
  return { key, value };
}

/** A key without its colon, where it is known and the file has no other line for it. */
export function entryWithoutColon(mending: Mending, at: number, lineEnd: number): Entry | null {
  const { text, faults, edits } = mending;
  const match = NO_COLON.exec(text.slice(at, Math.min(lineEnd, at + MAX_KEY_CHARS)));
  const key = match?.groups?.['key'] ?? '';
  if (!match || !isKnownKey(key) || new RegExp(String.raw`^${key}[ \t]*:`, 'mu').test(text)) return null;
  const end = at + key.length;
  const words = text.slice(at + match[0].length, lineEnd).trim();
  faults.push({ offset: at, message: `The colon behind \`${key}\` is missing: write ${key}: ${words}` });
  edits.push({ start: end, end: at + match[0].length, text: ': ' });
  return { key, value: at + match[0].length };
}

/** A key of several words, such as `call to action`. */
function meantKey(line: string): RegExpExecArray | null {
  const match = SPACED.exec(line);
  return match && keyMeant(match.groups?.['key'] ?? '') !== null ? match : null;
}

function toEntry(text: string, key: string, behind: number, lineEnd: number): Entry {
  let value = behind;
  while (value < lineEnd && text[value] === ' ') value++;
  return { key, value };
}

function oddEntry(
  { text, faults, edits }: Mending,
  start: string,
  at: number,
  lineEnd: number,
): Entry | null {
  const match = ODD.exec(start);
  const { key = '', before = '', sign = ':', after = '' } = match?.groups ?? {};
  if (!match || start.startsWith('//', match[0].length)) return null;
  const twice = /^[ \t]*:+[ \t]*/u.exec(text.slice(at + match[0].length, lineEnd))?.[0].length ?? 0;
  if (twice > 0 && isKnownKey(key)) {
    const value = at + match[0].length + twice;
    const words = text.slice(value, lineEnd).trim();
    faults.push({ offset: at, message: `Two colons stand behind \`${key}\`: write ${key}: ${words}` });
    edits.push({ start: at + key.length, end: value, text: ': ' });
    return { key, value };
  }
  const colon = at + key.length + before.length;
  const behind = at + match[0].length;
  const end = colon + 1;
  const line = `${key}: ${text.slice(behind, lineEnd).trim()}`;
  if (/[^ \t]/u.test(before)) {
    faults.push({
      offset: at + key.length,
      message: `There is a space of an odd kind behind \`${key}\`: delete it`,
    });
    edits.push({ start: at + key.length, end: colon, text: '' });
  }
  if (sign !== ':') {
    faults.push({ offset: at, message: `The colon behind \`${key}\` is not the plain one: write ${line}` });
    edits.push({ start: colon, end: behind, text: ': ' });
  } else if (after === '' && behind < lineEnd) {
    faults.push({ offset: at, message: `A space is missing behind the colon of \`${key}\`: write ${line}` });
    edits.push({ start: behind, end: behind, text: ' ' });
  } else if (!after.startsWith(' ') && after !== '') {
    const what = after.startsWith('\t') ? 'a tab' : 'a space of an odd kind';
    if (behind < lineEnd || what !== 'a tab')
      faults.push({ offset: end, message: `There is ${what} behind the colon of \`${key}\`: write ${line}` });
    edits.push({ start: end, end: behind, text: ' ' });
  }
  return { key, value: behind };
}

function equalsEntry(
  { text, faults, edits }: Mending,
  line: string,
  at: number,
  lineEnd: number,
): Entry | null {
  const match = EQUALS.exec(line);
  const key = match?.groups?.['key'] ?? '';
  if (!match || !isKnownKey(key)) return null;
  const behind = at + match[0].length;
  const value = text.slice(behind, lineEnd).trim();
  faults.push({
    offset: at,
    message: `An equals sign (=) stands where a colon belongs: write ${key}: ${value}`,
  });
  edits.push({ start: at + key.length, end: behind, text: ': ' });
  return { key, value: behind };
}
