import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'parse5';
import { attribute, elementsOf } from '#html/elements.ts';
import { withFoldedConstants } from './folded-constants.ts';
import { foreignCode } from './foreign-code.ts';
import { inlineStyles, withStyles } from './inline-styles.ts';
import { isFirstPage, withLinkedStyles } from './linked-styles.ts';
import { shortScopes } from './short-scopes.ts';
import { withoutUnusedScopes } from './unused-scopes.ts';

/** The facts of a page that the rest of a build needs. */
export interface PageFacts {
  /** The page's path: `/stop-the-raids/`, `/404.html`. */
  readonly path: string;
  /** The texts of the inline styles, as they are served. */
  readonly styles: readonly string[];
  /** The texts of the styles as Astro wrote them. */
  readonly written: readonly string[];
  /** The elements with code that our build never writes. */
  readonly foreign: readonly string[];
  /** The page's canonical address; `null` for a page that search engines must not list. */
  readonly canonical: string | null;
  /** The page's addresses by language, from its head. */
  readonly alternates: readonly { readonly lang: string; readonly url: string }[];
}

const finished = new Map<string, Promise<readonly PageFacts[]>>();

/**
 * Finishes the built pages in `dist` and gives their facts. It reads and parses each page once for all
 * integrations.
 */
export function finishedPages(dist: string): Promise<readonly PageFacts[]> {
  const known = finished.get(dist) ?? finishAll(dist);
  finished.set(dist, known);
  return known;
}

async function finishAll(dist: string): Promise<PageFacts[]> {
  const built: BuiltPage[] = [];
  for await (const file of glob('**/*.html', { cwd: dist })) {
    const path = `/${file.replace(/(?<=^|\/)index\.html$/u, '')}`;
    built.push({ file, path, html: await readFile(join(dist, file), 'utf8') });
  }
  // A page may say another language than its address, where the site has no words in that one.
  const locales = built.flatMap(({ path }) => /^\/([\w-]+)\/privacy\/$/u.exec(path)?.[1] ?? []);
  const isFirst = ({ path }: BuiltPage) => isFirstPage(path, locales);
  // The order of files differs between file systems, and the names of scopes follow it.
  const ordered = built.toSorted(
    (a, b) => Number(isFirst(b)) - Number(isFirst(a)) || (a.path < b.path ? -1 : 1),
  );
  const lean = withoutUnusedScopes(ordered.map(({ html }) => html));
  const slim = shortScopes(ordered.map(({ html }) => lean(html)));
  return Promise.all(
    built.map(async (page) => {
      const inline = withFoldedStyles(slim(lean(withLowPriorityScripts(page.html))));
      const served = isFirst(page) ? inline : await withFilesOfStyles(inline, dist);
      if (served !== page.html) await writeFile(join(dist, page.file), served);
      return factsOf(page, served);
    }),
  );
}

interface BuiltPage {
  readonly file: string;
  readonly path: string;
  /** As Astro wrote it. */
  readonly html: string;
}

async function withFilesOfStyles(html: string, dist: string): Promise<string> {
  const { page, sheets } = withLinkedStyles(html);
  for (const { path, text } of sheets) {
    await mkdir(join(dist, dirname(path)), { recursive: true });
    await writeFile(join(dist, path), text);
  }
  return page;
}

/** What one sheet defines another may use: pages with several are left as they are. */
function withFoldedStyles(html: string): string {
  if (inlineStyles(html).length !== 1) return html;
  return withStyles(html, (text) => `<style>${withFoldedConstants(text)}</style>`);
}

/**
 * Gives module scripts low priority. Browsers fetch `type="module"` with high priority, in parallel with the
 * page. With low priority the page does not share a slow line with them. Astro 7.3.4 has no option for this
 * in scripts that it bundles.
 */
function withLowPriorityScripts(html: string): string {
  return html.replaceAll('<script type="module" src=', '<script type="module" fetchpriority="low" src=');
}

function factsOf({ path, html }: BuiltPage, served: string): PageFacts {
  const foreign: string[] = [];
  const alternates: { lang: string; url: string }[] = [];
  let canonical: string | null = null;
  for (const element of elementsOf(parse(html))) {
    const code = foreignCode(element);
    if (code !== null) foreign.push(code);
    if (element.tagName !== 'link') continue;
    const url = attribute(element, 'href') ?? '';
    const lang = attribute(element, 'hreflang');
    if (attribute(element, 'rel') === 'canonical') canonical = url;
    if (lang !== undefined) alternates.push({ lang, url });
  }
  return { path, styles: textsOf(served), written: textsOf(html), foreign, canonical, alternates };
}

function textsOf(html: string): string[] {
  return inlineStyles(html).map(({ text }) => text);
}
