import type { Mending } from './mending.ts';
import { readAsWords, type Value } from './quotes.ts';
import { lineOf, subject } from './wording.ts';

/** The quotes that programs write by themselves: what opens, and all that may close it. */
const CLOSERS: Readonly<Record<string, string>> = {
  '“': '”“"',
  '”': '”"',
  '„': '“”"',
  '‟': '”"',
  '«': '»',
  '»': '«',
  '‘': "’‘'",
  '‚': "‘’'",
  '‹': '›',
  '›': '‹',
  '「': '」',
  '『': '』',
  '″': '″',
};

/** True for a character that opens curly quotes. */
export function opensCurly(character: string | undefined): boolean {
  return character !== undefined && character in CLOSERS;
}

/** The offset behind the curly quotes that open at `start`; -1 if nothing closes them before `end`. */
export function behindCurly(text: string, start: number, end: number): number {
  const closers = CLOSERS[text[start] ?? ''] ?? '';
  for (let at = start + 1; at < end; at++) {
    const isApostrophe = text[at] === '’' && /\p{L}/u.test(text[at + 1] ?? '');
    if (closers.includes(text[at] ?? '') && !isApostrophe) return at + 1;
  }
  return -1;
}

/**
 * Tells of a whole value in curly quotes, which would be shown, and of a curly quote without its partner. True
 * if there was one. Quotes around some words only are fine.
 */
export function checkCurly(mending: Mending, value: Value): boolean {
  const { text } = mending;
  const { key, start, end } = value;
  const first = text[start] ?? '';
  const last = text[end - 1] ?? '';
  if (opensCurly(first)) {
    const behind = behindCurly(text, start, end);
    if (behind === end) {
      readAsWords(mending, value, {
        problem: `${subject(key)} stands in curly quotes, which would be shown`,
        mend: `to show them write ${lineOf(key, text.slice(start, end))}, else straight ones`,
        words: text.slice(start + 1, end - 1),
      });
      return true;
    }
    if (behind >= 0 || first === '‘' || first === '‚' || first === '″') return false;
    readAsWords(mending, value, {
      problem: `${subject(key)} begins with a quote, ${first}, that nothing closes`,
      mend: 'remove it',
      words: text.slice(start + 1, end),
    });
    return true;
  }
  const isLone = /[”»"]/u.test(last) && (text.slice(start, end).match(/[“”„«»"]/gu) ?? []).length === 1;
  if (!isLone || /\d/u.test(text[end - 2] ?? '')) return false;
  readAsWords(mending, value, {
    problem: `${subject(key)} ends with a quote, ${last}, that nothing opens`,
    mend: 'write both quotes or none',
    words: text.slice(start, end - 1),
  });
  return true;
}
