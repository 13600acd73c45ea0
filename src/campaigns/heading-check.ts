import type { MdastNode } from 'satteri';
import { type MarkdownText, nodesOf, sourceOf, spanOf, type TextFault } from './markdown-text.ts';

type Heading = Extract<MdastNode, { type: 'heading' }>;

/**
 * Finds headings that nobody meant, and steps that are left out. People who cannot see a page walk it by its
 * headings.
 */
export function headingFaults({ nodes }: MarkdownText, body: string): TextFault[] {
  let above = 1;
  return nodes.flatMap(({ node }) => {
    if (node.type !== 'heading') return [];
    const underline = underlineOf(node, body);
    if (underline) return [underline];
    const message = headingFault(node, above, wordsOf(node, body));
    above = Math.max(node.depth, 2);
    return message === null ? [] : [{ offset: spanOf(node).start, message }];
  });
}

function headingFault({ depth }: Heading, above: number, words: string): string | null {
  if (depth === 1) return 'The title is the only heading of the first level: start with ##';
  const marks = '#'.repeat(depth);
  if (words === '') return `The heading has no words: write them after the ${marks}, or delete the ${marks}`;
  if (depth <= above + 1) return null;
  const right = `${'#'.repeat(above + 1)} ${words}`;
  return above === 1
    ? `The first heading begins with ${marks}, as if one stood above it: write ${right}`
    : `The heading jumps from ${'#'.repeat(above)} to ${marks}: write ${right}`;
}

/** A line of dashes or equal signs right below words makes a heading of them. */
function underlineOf(node: Heading, body: string): TextFault | null {
  const source = sourceOf(node, body);
  if (/^\s*#/u.test(source)) return null;
  const line = source.lastIndexOf('\n') + 1;
  const mark = /[-=]+/u.exec(source.slice(line))?.[0] ?? '';
  const index = line + source.slice(line).indexOf(mark);
  const offset = spanOf(node).start + index;
  const above = source.slice(0, line).trim();
  if (node.depth === 1) {
    const message = `The title is the only heading of the first level, and the line ${mark} makes another of the words above it: delete the line, and write ## ${shortened(above)}`;
    return { offset: spanOf(node).start, message };
  }
  const heading = above.includes('\n')
    ? ''
    : `, or, if a heading is meant, write ## ${shortened(above)} instead`;
  const message = `The line ${mark} makes a heading of the words right above it: put an empty line between them${heading}`;
  return { offset, message };
}

function wordsOf(node: Heading, body: string): string {
  const isEmpty = nodesOf(node).every(({ node }) => !('value' in node) && node.type !== 'image');
  const words = sourceOf(node, body)
    .replace(/^\s*#+/u, '')
    .replace(/\s#+\s*$/u, '')
    .trim();
  return isEmpty ? '' : shortened(words);
}

function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 57).trimEnd()}…` : words;
}
