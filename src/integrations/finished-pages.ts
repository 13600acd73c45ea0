import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFoldedConstants } from './folded-constants.ts';
import { isFirstPage, sheetFile } from './linked-styles.ts';
import { type ReadPage, readPage, rewritten } from './read-page.ts';
import { shortScopes } from './short-scopes.ts';
import { withoutUnusedScopes } from './unused-scopes.ts';

/** The facts of a page that the rest of a build needs. */
export interface PageFacts extends Pick<ReadPage, 'foreign' | 'canonical' | 'alternates'> {
  /** The page's path: `/stop-the-raids/`, `/404.html`. */
  readonly path: string;
  /** The texts of the inline styles, as they are served. */
  readonly styles: readonly string[];
  /** The texts of the styles as Astro wrote them. */
  readonly written: readonly string[];
}

const finished = new Map<string, readonly PageFacts[]>();

/**
 * Finishes the built pages in `dist` and gives their facts. It parses each page once for all that read it, and no
 * page stays in memory. Nothing else happens meanwhile, so it waits for the disk: that takes a third of the time of
 * `node:fs/promises`.
 */
export function finishedPages(dist: string, read = readPage): readonly PageFacts[] {
  const known = finished.get(dist) ?? finishAll(dist, read);
  finished.set(dist, known);
  return known;
}

function finishAll(dist: string, read: typeof readPage): PageFacts[] {
  const sheets = new Map<string, string>();
  const built = globSync('**/*.html', { cwd: dist }).map((file): BuiltPage => {
    const path = `/${file.replace(/(?<=^|\/)index\.html$/u, '')}`;
    const page = read(readFileSync(join(dist, file), 'utf8'));
    return { ...page, file, path, styles: page.styles.map((style) => withKnownText(style, sheets)) };
  });
  // A page may say another language than its address, where the site has no words in that one.
  const locales = built.flatMap(({ path }) => /^\/([\w-]+)\/privacy\/$/u.exec(path)?.[1] ?? []);
  const isFirst = ({ path }: BuiltPage) => isFirstPage(path, locales);
  // The order of files differs between file systems, and the names of scopes follow it.
  const ordered = built.toSorted(
    (a, b) => Number(isFirst(b)) - Number(isFirst(a)) || (a.path < b.path ? -1 : 1),
  );
  const lean = oncePerText(withoutUnusedScopes(new Set(built.flatMap(({ scopes }) => scopes))));
  const slim = shortScopes(
    ordered.map(({ styles, attributeScopes }) => ({
      sheets: styles.map(({ text }) => lean(text)),
      attributeScopes,
    })),
  );
  const slimSheet = oncePerText((text) => slim(lean(text)));
  const folded = oncePerText((text) => withFoldedConstants(slimSheet(text)));
  const linked = oncePerText((text) => {
    const { path } = sheetFile(text);
    mkdirSync(join(dist, dirname(path)), { recursive: true });
    writeFileSync(join(dist, path), text);
    return path;
  });
  return built.map((page) => {
    // What one sheet defines another may use: pages with several are left as they are.
    const served = page.styles.map(({ text }) => (page.styles.length === 1 ? folded : slimSheet)(text));
    const isInline = isFirst(page);
    const tags = served.map((text) =>
      isInline ? `<style>${text}</style>` : `<link rel="stylesheet" href="${linked(text)}">`,
    );
    const html = readFileSync(join(dist, page.file), 'utf8');
    const finished = rewritten(html, page.styles, tags, (markup) => slim(withLowPriorityScripts(markup)));
    if (finished !== html) writeFileSync(join(dist, page.file), finished);
    const { path, foreign, canonical, alternates } = page;
    const written = page.styles.map(({ text }) => text);
    return { path, foreign, canonical, alternates, styles: isInline ? served : [], written };
  });
}

interface BuiltPage extends ReadPage {
  readonly file: string;
  readonly path: string;
}

/** A style whose text is the one that another page brought. A site has few sheets, and many pages with them. */
function withKnownText<Style extends { readonly text: string }>(style: Style, known: Map<string, string>) {
  const text = known.get(style.text) ?? style.text;
  known.set(text, text);
  return { ...style, text };
}

function oncePerText<Result>(work: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const result = known.get(text) ?? work(text);
    known.set(text, result);
    return result;
  };
}

/**
 * Gives module scripts low priority. Browsers fetch `type="module"` with high priority, in parallel with the
 * page. With low priority the page does not share a slow line with them. Astro 7.3.4 has no option for this
 * in scripts that it bundles.
 */
function withLowPriorityScripts(html: string): string {
  return html.replaceAll('<script type="module" src=', '<script type="module" fetchpriority="low" src=');
}
