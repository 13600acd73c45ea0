import { createHash } from 'node:crypto';
import { isReserved } from '#domain/slug.ts';

/** A style sheet as a file, under an address that tells its content. */
export interface SheetFile {
  readonly path: string;
  readonly text: string;
}

/**
 * True for a page on which most visits begin: a campaign's, or its page for a partner. It holds its styles inline, and
 * waits for no other file. The others link theirs. For each inline sheet the policy of all pages names a hash of 53
 * bytes. No compression makes that smaller.
 */
export function isFirstPage(path: string, locales: readonly string[]): boolean {
  if (!path.endsWith('/')) return false;
  const parts = path.split('/').filter((part) => part !== '');
  const [slug, next] = parts[0] !== undefined && locales.includes(parts[0]) ? parts.slice(1) : parts;
  return slug !== undefined && !isReserved(slug, locales) && (next === undefined || next === 'via');
}

/** The file that a style sheet is in, for a page that links it. */
export function sheetFile(text: string): SheetFile {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/_astro/styles.${hash}.css`, text };
}
