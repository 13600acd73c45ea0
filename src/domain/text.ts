/** Control characters, and the line and paragraph separators that act like them. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** Bidirectional embeddings, overrides and isolates: they can make a line read as another one (CVE-2021-42574). */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/u;
const VISIBLE = /[^\p{Z}\p{C}]/u;
/** An address, or a name followed by one of the endings that advertisers use. */
const LINK =
  /:\/\/|\bwww\.|[\p{L}\p{N}]\.(?:com|net|org|info|biz|online|shop|site|store|xyz|top|club|ru|cn)(?![\p{L}\p{N}])/iu;

/** Unicode NFC without outer white space: all we ever change in what was typed. */
export function asTyped(text: string): string {
  return text.normalize('NFC').trim();
}

/** Length in Unicode characters (code points), a line break counting as one however it is encoded. */
export function lengthOf(text: string): number {
  return Array.from(text.replaceAll('\r\n', '\n')).length;
}

/** True for text that breaks a line or the direction it is read in. */
export function breaksLine(text: string): boolean {
  return CONTROL.test(text) || BIDI.test(text) || !text.isWellFormed();
}

/** True for text of several lines with other control characters than tabs and line breaks. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text.replace(/[\t\r\n]/gu, '')) || !text.isWellFormed();
}

export function hasLink(text: string): boolean {
  return LINK.test(text);
}

export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
