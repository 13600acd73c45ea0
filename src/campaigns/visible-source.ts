import type { MdastNode } from 'satteri';
import { type MarkdownText, spanOf } from './markdown-text.ts';

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
  const parts: string[] = [];
  let at = start;
  const fill = (to: number, sign: string) => {
    if (to <= at) return;
    parts.push(body.slice(at, to).replaceAll(/[^\n]/gu, (character) => sign.repeat(character.length)));
    at = to;
  };
  const walk = (children: readonly MdastNode[], around: string) => {
    for (const child of children) {
      const span = spanOf(child);
      fill(span.start, around);
      if (child.type === 'text') {
        parts.push(body.slice(at, span.end));
        at = Math.max(at, span.end);
      } else if (child.type === 'emphasis' || child.type === 'strong' || child.type === 'delete') {
        walk(child.children, EMPHASIS);
        fill(span.end, EMPHASIS);
      } else fill(span.end, UNDERSTOOD);
    }
  };
  walk('children' in node ? node.children : [], UNDERSTOOD);
  fill(end, UNDERSTOOD);
  const source = parts.join('').replaceAll(/\\[!-/:-@[-`{-~]/gu, PROTECTED.repeat(2));
  return { node, offset: start, source };
}
