import { createHash } from 'node:crypto';
import { isReserved } from '#domain/slug.ts';
import { withStyles } from './inline-styles.ts';

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

/** A page with its inline styles as links, and the files that they lead to. */
export function withLinkedStyles(page: string): { readonly page: string; readonly sheets: SheetFile[] } {
  const sheets: SheetFile[] = [];
  const linked = withStyles(page, (text) => {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
    const path = `/_astro/styles.${hash}.css`;
    sheets.push({ path, text });
    return `<link rel="stylesheet" href="${path}">`;
  });
  return { page: linked, sheets };
}
