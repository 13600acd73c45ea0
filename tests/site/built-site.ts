import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'parse5';
import { attribute, type Element, elementsOf } from '#html/elements.ts';

/** A page as it was built. */
export interface BuiltPage {
  /** Its address: `/stop-the-raids/`, `/404.html`. */
  readonly path: string;
  readonly html: string;
  /** In document order. */
  readonly elements: readonly Element[];
}

/** A `dist/` with everything that was built into it. */
export interface BuiltSite {
  readonly dist: string;
  readonly pages: readonly BuiltPage[];
  /** The addresses of all files, pages among them. */
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

/** The elements that carry an attribute, with its value. */
export function withAttribute({ elements }: BuiltPage, name: string): { element: Element; value: string }[] {
  return elements.flatMap((element) => {
    const value = attribute(element, name);
    return value === undefined ? [] : [{ element, value }];
  });
}
