import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'parse5';
import { attribute, elementsOf, textOf } from '#html/elements.ts';
import { foreignCode } from './foreign-code.ts';

/** The facts of a page that the rest of a build needs. */
export interface PageFacts {
  /** The page's path: `/stop-the-raids/`, `/404.html`. */
  readonly path: string;
  /** The texts of the inline styles. */
  readonly styles: readonly string[];
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
  const pages: PageFacts[] = [];
  for await (const file of glob('**/*.html', { cwd: dist })) {
    const built = await readFile(join(dist, file), 'utf8');
    const html = withLowPriorityScripts(built);
    if (html !== built) await writeFile(join(dist, file), html);
    pages.push(factsOf(`/${file.replace(/(?<=^|\/)index\.html$/u, '')}`, html));
  }
  return pages;
}

/**
 * Gives module scripts low priority. Browsers fetch `type="module"` with high priority, in parallel with the
 * page. With low priority the page does not share a slow line with them. Astro 7.3.4 has no option for this
 * in scripts that it bundles.
 */
function withLowPriorityScripts(html: string): string {
  return html.replaceAll('<script type="module" src=', '<script type="module" fetchpriority="low" src=');
}

function factsOf(path: string, html: string): PageFacts {
  const styles: string[] = [];
  const foreign: string[] = [];
  const alternates: { lang: string; url: string }[] = [];
  let canonical: string | null = null;
  for (const element of elementsOf(parse(html))) {
    if (element.tagName === 'style') styles.push(textOf(element));
    const code = foreignCode(element);
    if (code !== null) foreign.push(code);
    if (element.tagName !== 'link') continue;
    const url = attribute(element, 'href') ?? '';
    const lang = attribute(element, 'hreflang');
    if (attribute(element, 'rel') === 'canonical') canonical = url;
    if (lang !== undefined) alternates.push({ lang, url });
  }
  return { path, styles, foreign, canonical, alternates };
}
