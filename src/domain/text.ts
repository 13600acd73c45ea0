import { hasTags } from './invisible.ts';

/** Control characters, and the line and paragraph separators that act as line breaks. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** Code points that are no characters. No XML file can hold U+FFFE and U+FFFF. */
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;

/** Initials before a name, and a title of two letters: `J.Top`, `M.A.Net`, `Dr.Ru`. No path follows. */
const INITIAL = /(?<![\p{L}\p{M}\p{N}])(?:\p{L}\p{M}*|\p{Lu}\p{Ll}(?=\.\p{Lu}))\.(?!\S*\/)/gu;
/** A web address, or a name with an ending that advertisers use. Some endings count only before a path. */
const LINK =
  /:\/\/|\bwww\.|[\p{L}\p{M}\p{N}]\.(?:(?:com|net|org|info|biz|online|shop|site|store|xyz|top|club|ru|cn)(?![\p{L}\p{N}])|(?:app|be|co|gg|gl|io|link|ly|me|page|to)\/)/iu;

/**
 * True for text of more than `max` characters in every Unicode form. NFC gives at least one character for four
 * units. So this needs no look at the text.
 */
export function isFarTooLong(text: string, max: number): boolean {
  return text.length > 4 * max;
}

/** The length in Unicode code points. A line break counts as one in any encoding. */
export function lengthOf(text: string): number {
  return Array.from(text.replaceAll('\r\n', '\n')).length;
}

/** True for text that breaks the line, or is no text. */
export function breaksLine(text: string): boolean {
  return CONTROL.test(text) || isNoText(text);
}

/** True for text with control characters other than tabs and line breaks, or with unseen words. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text.replace(/[\t\r\n]/gu, '')) || isNoText(text) || hasTags(text);
}

/** True for text with a link or a domain name, in any width. */
export function hasLink(text: string): boolean {
  const plain = text.normalize('NFKC').replaceAll('。', '.');
  return LINK.test(plain.replace(INITIAL, ''));
}

function isNoText(text: string): boolean {
  return !text.isWellFormed() || NONCHARACTER.test(text);
}

/** True for what can be the digest of a signed text: 16 hex digits. */
export function isTextDigest(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{16}$/iu.test(text);
}
