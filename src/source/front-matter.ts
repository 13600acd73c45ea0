import { type ContentFile, readContentFile } from './content-file.ts';
import { findFences } from './fences.ts';
import { newMending } from './mending.ts';
import type { ContentMistake } from './mistake.ts';
import { pastYaml, readYaml, type YamlSource } from './yaml-source.ts';

/** A Markdown file, split into front matter and body. */
export interface FrontMatterFile {
  readonly file: string;
  readonly frontMatter: YamlSource;
  readonly body: string;
  /** The line of the file on which the body starts. */
  readonly bodyLine: number;
}

const split = new WeakMap<ContentFile, FrontMatterFile>();

/**
 * Reads a Markdown file of `content/`, with the mistakes in its characters; `null` if there is no file. The source
 * is the same object while the file holds the same bytes.
 */
export async function readFrontMatterFile(
  root: string,
  file: string,
): Promise<{ source: FrontMatterFile | null; mistakes: readonly ContentMistake[] } | null> {
  const read = await readContentFile(root, file);
  if (read === null) return null;
  if (read.kind === 'invalid') return { source: null, mistakes: read.mistakes };
  const source = split.get(read) ?? splitFrontMatter(file, read.text);
  split.set(read, source);
  return { source, mistakes: read.mistakes };
}

/**
 * Splits a file at its `---` lines. What is wrong with them is a mistake of the front matter. The file is read as
 * if it were mended.
 */
export function splitFrontMatter(file: string, text: string): FrontMatterFile {
  const mending = newMending(file, text);
  const { front, body } = findFences(mending);
  return {
    file,
    frontMatter: readYaml(mending, front),
    body: text.slice(body),
    bodyLine: text.slice(0, body).split('\n').length,
  };
}

/**
 * Splits a file of the past as the site of its time read it. Today’s rules are stricter, and a campaign’s history
 * must stay readable. `known` keeps what was read: most changes leave the front matter as it was.
 */
export function splitPastFrontMatter(
  file: string,
  text: string,
  known: Map<string, YamlSource>,
): FrontMatterFile {
  const match = /^---[ \t]*\n(?<yaml>[\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/u.exec(text);
  const end = match?.[0].length ?? 0;
  const yaml = match?.groups?.['yaml'] ?? '';
  const key = `${file}\n${yaml}`;
  const frontMatter = known.get(key) ?? pastYaml(file, yaml, match ? 2 : 1);
  known.set(key, frontMatter);
  return { file, frontMatter, body: text.slice(end), bodyLine: text.slice(0, end).split('\n').length };
}
