import { hasLink } from '#domain/text.ts';

/** The words of an editor, as a mail shows them. Every one of their letters may be twelve in the mail. */
const MAX_BYTES = { title: 240, organization: 120, subject: 120 };

/**
 * A text of an editor on one line, and cut where it is very long. Empty for one with an address in it.
 * Programs make a link of that, and mails link to this site only.
 */
export function shown(text: string, where: keyof typeof MAX_BYTES): string {
  const line = text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return hasLink(line) ? '' : cut(line, MAX_BYTES[where]);
}

/** The first whole letters of a text that are at most so many bytes. */
function cut(text: string, maxBytes: number): string {
  if (bytesOf(text) <= maxBytes) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (bytesOf(kept + segment) > maxBytes) break;
    kept += segment;
  }
  return `${kept.trim()}…`;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
