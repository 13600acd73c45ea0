import { readContentFile } from './content-file.ts';
import type { ContentMistake } from './mistake.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

/** A Markdown file, split into front matter and body. */
export interface FrontMatterFile {
  readonly file: string;
  readonly frontMatter: YamlSource;
  readonly body: string;
  /** The line of the file on which the body starts. */
  readonly bodyLine: number;
}

/** Reads a Markdown file of `content/`, with the mistakes in its characters; `null` if there is no file. */
export async function readFrontMatterFile(
  root: string,
  file: string,
): Promise<{ source: FrontMatterFile | null; mistakes: readonly ContentMistake[] } | null> {
  const read = await readContentFile(root, file);
  if (read === null) return null;
  return { source: read.kind === 'read' ? splitFrontMatter(file, read.text) : null, mistakes: read.mistakes };
}

/**
 * Splits a file at its `---` lines. Without them the front matter is empty and the whole file is the body.
 */
export function splitFrontMatter(file: string, text: string): FrontMatterFile {
  const match = /^---[ \t]*\n(?<yaml>[\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/u.exec(text);
  const yaml = match?.groups?.['yaml'] ?? '';
  const end = match?.[0].length ?? 0;
  return {
    file,
    frontMatter: parseYaml(file, yaml, match ? 2 : 1),
    body: text.slice(end),
    bodyLine: text.slice(0, end).split('\n').length,
  };
}
