/** Control characters, and the line and paragraph separators that act as line breaks. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/**
 * Bidirectional embeddings, overrides and isolates: they can make a line read as another line
 * (CVE-2021-42574).
 */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/u;
const VISIBLE = /[^\p{Z}\p{C}]/u;
/** A web address, or a name with an ending that advertisers use. */
const LINK =
  /:\/\/|\bwww\.|[\p{L}\p{N}]\.(?:com|net|org|info|biz|online|shop|site|store|xyz|top|club|ru|cn)(?![\p{L}\p{N}])/iu;

/** The typed text in Unicode NFC without outer white space; nothing else changes. */
export function asTyped(text: string): string {
  return text.normalize('NFC').trim();
}

/** The length in Unicode code points. A line break counts as one in any encoding. */
export function lengthOf(text: string): number {
  return Array.from(text.replaceAll('\r\n', '\n')).length;
}

/** True for text that breaks the line or changes the reading direction. */
export function breaksLine(text: string): boolean {
  return CONTROL.test(text) || BIDI.test(text) || !text.isWellFormed();
}

/** True for text with control characters other than tabs and line breaks. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text.replace(/[\t\r\n]/gu, '')) || !text.isWellFormed();
}

/** True for text with a link or a domain name. */
export function hasLink(text: string): boolean {
  return LINK.test(text);
}

/** True for text with at least one visible character. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
