import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'parse5';
import { attribute, type Element, elementsOf } from '#html/elements.ts';

/** A page of the built site. */
export interface BuiltPage {
  /** Its address, such as `/stop-the-raids/` or `/404.html`. */
  readonly path: string;
  readonly html: string;
  /** All elements, in document order. */
  readonly elements: readonly Element[];
}

/** A `dist/` folder and the pages in it. */
export interface BuiltSite {
  readonly dist: string;
  readonly pages: readonly BuiltPage[];
  /** The addresses of all files, including pages. */
  readonly paths: ReadonlySet<string>;
}

/** Reads the site built in the folder `root`. */
export async function readBuiltSite(root: string): Promise<BuiltSite> {
  const dist = join(root, 'dist');
  const files: string[] = [];
  for await (const entry of glob('**/*', { cwd: dist, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(dist.length));
  }
  files.sort();
  const pages = files.filter((file) => file.endsWith('.html')).map((file) => readPage(dist, file));
  return { dist, pages: await Promise.all(pages), paths: new Set(files.map(toPath)) };
}

async function readPage(dist: string, file: string): Promise<BuiltPage> {
  const html = await readFile(join(dist, file), 'utf8');
  return { path: toPath(file), html, elements: Array.from(elementsOf(parse(html))) };
}

function toPath(file: string): string {
  return file.replace(/\/index\.html$/u, '/');
}

/** The elements that have an attribute, and its value. */
export function withAttribute({ elements }: BuiltPage, name: string): { element: Element; value: string }[] {
  return elements.flatMap((element) => {
    const value = attribute(element, name);
    return value === undefined ? [] : [{ element, value }];
  });
}

/** The words of an element, with a space between those of two elements. */
export function wordsOf(element: Element): string {
  return element.childNodes
    .map((node) => ('tagName' in node ? wordsOf(node) : 'value' in node ? node.value : ''))
    .join(' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
