import { parseYaml, type YamlSource } from './yaml-source.ts';

/** A Markdown file, split into front matter and body. */
export interface FrontMatterFile {
  readonly file: string;
  readonly frontMatter: YamlSource;
  readonly body: string;
  /** The line of the file on which the body starts. */
  readonly bodyLine: number;
}

/**
 * Splits a file at its `---` lines. Without them the front matter is empty and the whole file is the body.
 */
export function splitFrontMatter(file: string, text: string): FrontMatterFile {
  const source = text.replace(/^\uFEFF/u, '').replaceAll('\r\n', '\n');
  const match = /^---[ \t]*\n(?<yaml>[\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/u.exec(source);
  const yaml = match?.groups?.['yaml'] ?? '';
  const end = match?.[0].length ?? 0;
  return {
    file,
    frontMatter: parseYaml(file, yaml, match ? 2 : 1),
    body: source.slice(end),
    bodyLine: source.slice(0, end).split('\n').length,
  };
}
