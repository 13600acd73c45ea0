import type { MdastNode } from 'satteri';
import { type MarkdownText, nodesOf, spanOf } from './markdown-text.ts';

/** Stands for what Markdown understood: a link, code, a picture. */
export const UNDERSTOOD = '\uE000';
/** Stands for the signs around bold, italic and deleted words. */
export const EMPHASIS = '\uE001';
/** Stands for a sign that a `\` protects. */
const PROTECTED = '\uE002';

/** The words of a paragraph, heading or cell, as they are written, in their own places. */
export interface Block {
  readonly node: MdastNode;
  /** Where it starts in the body. */
  readonly offset: number;
  /** Of the length of the source. What is no words has a sign in its place. */
  readonly source: string;
}

/** The blocks of a text that hold words. */
export function blocksOf({ nodes }: MarkdownText, body: string): Block[] {
  return nodes.flatMap(({ node }) =>
    node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell'
      ? [toBlock(node, body)]
      : [],
  );
}

function toBlock(node: MdastNode, body: string): Block {
  const { start, end } = spanOf(node);
  const signs: string[] = Array.from({ length: end - start }, (_, index) =>
    body[start + index] === '\n' ? '\n' : UNDERSTOOD,
  );
  const put = (from: number, to: number, sign: (index: number) => string) => {
    for (let index = from; index < to; index += 1) signs[index - start] = sign(index);
  };
  const inside = nodesOf(node).slice(1);
  const opaque = new Set<MdastNode>();
  for (const { node: part, parent } of inside) {
    if (parent !== null && opaque.has(parent)) {
      opaque.add(part);
      continue;
    }
    const span = spanOf(part);
    if (part.type === 'text') put(span.start, span.end, (index) => body[index] ?? '');
    else if (part.type === 'emphasis' || part.type === 'strong' || part.type === 'delete')
      put(span.start, span.end, () => EMPHASIS);
    else opaque.add(part);
  }
  const source = signs.join('').replaceAll(/\\[!-/:-@[-`{-~]/gu, PROTECTED.repeat(2));
  return { node, offset: start, source };
}
