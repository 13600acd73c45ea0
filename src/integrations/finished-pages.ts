import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'parse5';
import { attribute, type Element, elementsOf, textOf } from '#html/elements.ts';

/** What the rest of a build has to know of a page. */
export interface PageFacts {
  /** Its address: `/stop-the-raids/`, `/404.html`. */
  readonly path: string;
  /** Hashes of what is inline, as they stand in a policy. */
  readonly inline: InlineHashes;
  /** The address by which the page names itself; `null` for what is not for search engines. */
  readonly canonical: string | null;
  /** The page in each language, as its head says. */
  readonly alternates: readonly { readonly lang: string; readonly url: string }[];
}

export interface InlineHashes {
  readonly script: ReadonlySet<string>;
  readonly style: ReadonlySet<string>;
}

const finished = new Map<string, Promise<readonly PageFacts[]>>();

/**
 * Finishes the pages that were built into `dist`, and gives what the rest of the build has to know of them. Every page
 * is read and parsed once, however many integrations ask.
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
 * Scripts come after what is read: a browser fetches `type="module"` with high priority, beside the page itself. With
 * low priority the page does not share a slow line with them. Astro 7.3.4 has no way to say so for a script that it
 * bundles.
 */
function withLowPriorityScripts(html: string): string {
  return html.replaceAll('<script type="module" src=', '<script type="module" fetchpriority="low" src=');
}

function factsOf(path: string, html: string): PageFacts {
  const script = new Set<string>();
  const style = new Set<string>();
  const alternates: { lang: string; url: string }[] = [];
  let canonical: string | null = null;
  for (const element of elementsOf(parse(html))) {
    if (element.tagName === 'style') style.add(hashOf(element));
    if (element.tagName === 'script' && runs(element)) script.add(hashOf(element));
    if (element.tagName !== 'link') continue;
    const url = attribute(element, 'href') ?? '';
    const lang = attribute(element, 'hreflang');
    if (attribute(element, 'rel') === 'canonical') canonical = url;
    if (lang !== undefined) alternates.push({ lang, url });
  }
  return { path, inline: { script, style }, canonical, alternates };
}

/** Data blocks such as JSON-LD do not run, and files are covered by 'self'. */
function runs(element: Element): boolean {
  const type = attribute(element, 'type') ?? '';
  return attribute(element, 'src') === undefined && ['', 'module', 'text/javascript'].includes(type);
}

function hashOf(element: Element): string {
  return `'sha256-${createHash('sha256').update(textOf(element)).digest('base64')}'`;
}
