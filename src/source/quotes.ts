import { holdsWords } from './known-keys.ts';
import type { Mending } from './mending.ts';
import { escaped, lineOf, subject } from './wording.ts';

/** A value in a file, with its key; `null` stands for an entry of a list. */
export interface Value {
  readonly key: string | null;
  readonly start: number;
  readonly end: number;
}

/** Reads a value as words in quotes, and tells why it is none as it stands. */
export function readAsWords(
  { text, faults, edits, told }: Mending,
  { key, start, end }: Value,
  why: {
    readonly offset?: number;
    readonly problem: string;
    readonly mend?: string;
    readonly words?: string;
  },
): void {
  const words = why.words ?? text.slice(start, end);
  const mend = why.mend ?? 'put it in quotes';
  faults.push({ offset: why.offset ?? start, message: `${why.problem}: ${mend}, ${lineOf(key, words)}` });
  edits.push({ start, end, text: `"${escaped(words)}"` });
  told.push({ start, end, isMended: holdsWords(key) || why.words !== undefined });
}

/**
 * Reads a value that begins with a sign of the notation. Of a number, a date or a fixed word the rule of its key
 * says more than quotes could mend.
 */
export function readSigned(mending: Mending, value: Value): void {
  const { key, start, end } = value;
  const words = mending.text.slice(start, end);
  if (holdsWords(key) || /["\\]/u.test(words)) {
    readAsWords(mending, value, { problem: `${subject(key)} begins with ${words.charAt(0)}` });
    return;
  }
  for (const at of [start, end]) mending.edits.push({ start: at, end: at, text: '"' });
}

/** The offset of the quote that closes the one at `start`; -1 if there is none before `end`. */
export function closingQuote(text: string, start: number, end: number): number {
  const quote = text[start];
  for (let at = start + 1; at < end; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote || at + 1 >= end) return at;
      at++;
    }
  }
  return -1;
}

/** Tells of signs such as `\n` between double quotes, which stand for something else. */
export function checkEscapes(mending: Mending, { key, start, end }: Value): void {
  const { text } = mending;
  if (text[start] !== '"') return;
  const inner = text.slice(start + 1, end - 1);
  const sign = firstSign(inner);
  if (sign === null) return;
  readAsWords(
    mending,
    { key, start, end },
    {
      offset: start + 1 + sign,
      problem: `${subject(key)} holds a \\, which changes what follows it`,
      mend: 'in single quotes it stays as it is',
      words: unescaped(inner),
    },
  );
}

/** Letters as numbers, as JSON writes them. What they stand for is judged like any letter. */
const LETTER =
  /^\\(?:u[\dA-Fa-f]{4}|U000[\dA-Fa-f]{5}|U0010[\dA-Fa-f]{4}|x(?:[01][\dA-Fa-f]|7[Ff]|[89][\dA-Fa-f]))/u;

/** The place of the first `\` that would change a text; `null` if there is none. */
function firstSign(inner: string): number | null {
  for (let at = inner.indexOf('\\'); at >= 0; at = inner.indexOf('\\', at + 2))
    if (!/["\\]/u.test(inner[at + 1] ?? '') && !LETTER.test(inner.slice(at, at + 10))) return at;
  return null;
}

/** Tells of a quote that is closed too early. `end` is where the value ends, with what stands behind. */
export function readPastQuote(mending: Mending, value: Value, closing: number): void {
  const { text } = mending;
  const { key, start, end } = value;
  const quote = text[start] ?? '';
  const isWrapped =
    end - start > 2 && text[end - 1] === quote && !isClosedInside(text, { key, start, end }, closing);
  const behind = text.slice(closing + 1, end).trim();
  if (behind === ',' || behind === ';') {
    const words = text.slice(start + 1, closing);
    readAsWords(mending, value, {
      problem: `${subject(key)} has ${behind === ',' ? 'a comma' : 'a sign (;)'} behind its closing quote`,
      mend: 'remove it',
      words: unescaped(words),
    });
    return;
  }
  const isApostrophe = quote === "'" && /\p{L}/u.test(text[closing + 1] ?? '');
  if (isWrapped || isApostrophe) {
    const words = text.slice(start + 1, isWrapped ? end - 1 : end);
    const problem = isApostrophe
      ? `${subject(key)} holds an apostrophe, which ends the single quotes`
      : `${subject(key)} holds quotes of the kind that it stands in`;
    const once = withoutLoneQuote(words, quote);
    readAsWords(mending, value, {
      problem: once === words ? problem : `${subject(key)} has a quote too many`,
      mend: 'write',
      words: unescaped(once),
    });
    return;
  }
  readAsWords(mending, value, {
    problem: `${subject(key)} goes on behind its closing quote`,
    mend: 'put all of it in quotes',
  });
}

/** True for `"A" and "B"`: the first quote is closed behind a word, and another begins. */
function isClosedInside(text: string, { start, end }: Value, closing: number): boolean {
  const quote = text[start] ?? '';
  const isShut = /[^\s]/u.test(text[closing - 1] ?? ' ') && /\s/u.test(text[closing + 1] ?? '');
  const behind = text.slice(closing + 1, end - 1);
  return (
    isShut &&
    closing > start + 1 &&
    behind.split(quote).length === 2 &&
    new RegExp(`\\s${quote}\\S`, 'u').test(behind)
  );
}

/** Tells of a quote without its end. `end` is where the words end. */
export function readUnclosed(mending: Mending, value: Value): void {
  const { text } = mending;
  const { key, start, end } = value;
  const quote = text[start] ?? '';
  const last = text[end - 1] ?? '';
  const isMixed = end - start > 1 && /["'”’“»]/u.test(last);
  readAsWords(mending, value, {
    problem: isMixed
      ? `${subject(key)} begins with ${quote} and ends with ${last}`
      : `${subject(key)} begins with a quote that nothing closes`,
    mend: isMixed ? 'write the same quote twice' : 'close it',
    words: unescaped(text.slice(start + 1, isMixed ? end - 1 : end)),
  });
}

/** Words whose first or last character is a quote that stands twice by mistake, without it. */
function withoutLoneQuote(words: string, quote: string): string {
  if (words.split(quote).length !== 2) return words;
  if (words.startsWith(quote)) return words.slice(1);
  return words.endsWith(quote) ? words.slice(0, -1) : words;
}

/** What a person meant by `\"`, and by `''`. */
function unescaped(words: string): string {
  return words
    .replaceAll(/\\(["\\])/gu, '$1')
    .replaceAll("''", "'")
    .replace(/\\$/u, '');
}
