import { type MdastNode, markdownToMdast } from 'satteri';
import type { FrontMatterFile } from '#source/front-matter.ts';
import { MARKDOWN_FEATURES } from './markdown-features.ts';

/** A part of a text: a heading, a link, words. */
export interface NodeInText {
  readonly node: MdastNode;
  readonly parent: MdastNode | null;
  /** In how many others it stands. */
  readonly depth: number;
}

/** A part of a text that holds an address. */
type Addressed = Extract<MdastNode, { type: 'link' | 'image' | 'definition' }>;

/** A text as Markdown understands it, in reading order. */
export interface MarkdownText {
  readonly nodes: readonly NodeInText[];
  /** Where addresses stand: links and definitions, images and definitions. */
  readonly links: readonly Addressed[];
  readonly images: readonly Addressed[];
  /** The identifiers that images and links use. */
  readonly imageReferences: ReadonlySet<string>;
  readonly linkReferences: ReadonlySet<string>;
  /** The address of each definition. The first of a name counts. */
  readonly addresses: ReadonlyMap<string, string>;
}

const parsed = new WeakMap<FrontMatterFile, MarkdownText>();

/** The parts of a file's Markdown. It parses each file once for all who ask. */
export function markdownText(source: FrontMatterFile): MarkdownText {
  const known = parsed.get(source);
  if (known) return known;
  const text = toText(nodesOf(markdownToMdast(source.body, { features: MARKDOWN_FEATURES })));
  parsed.set(source, text);
  return text;
}

/** Every node in reading order. A text may be nested so deeply that a function cannot call itself. */
export function nodesOf(root: MdastNode): NodeInText[] {
  const found: NodeInText[] = [];
  const waiting: NodeInText[] = [{ node: root, parent: null, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    const { node, depth } = next;
    const children: readonly MdastNode[] = 'children' in node ? node.children : [];
    waiting.push(...children.map((child) => ({ node: child, parent: node, depth: depth + 1 })).reverse());
  }
  return found;
}

function toText(nodes: readonly NodeInText[]): MarkdownText {
  const identifiers = (type: 'imageReference' | 'linkReference') =>
    new Set(nodes.flatMap(({ node }) => (node.type === type ? [node.identifier] : [])));
  const addresses = new Map<string, string>();
  for (const { node } of nodes) {
    if (node.type === 'definition' && !addresses.has(node.identifier))
      addresses.set(node.identifier, node.url);
  }
  const imageReferences = identifiers('imageReference');
  const linkReferences = identifiers('linkReference');
  const addressed = (isWanted: (node: Addressed) => boolean) =>
    nodes.flatMap(({ node }) =>
      (node.type === 'link' || node.type === 'image' || node.type === 'definition') && isWanted(node)
        ? [node]
        : [],
    );
  return {
    nodes,
    links: addressed(
      (node) =>
        node.type === 'link' ||
        (node.type === 'definition' &&
          (linkReferences.has(node.identifier) || !imageReferences.has(node.identifier))),
    ),
    images: addressed(
      (node) => node.type === 'image' || (node.type === 'definition' && imageReferences.has(node.identifier)),
    ),
    imageReferences,
    linkReferences,
    addresses,
  };
}

/** What is wrong in a text, and where: the index of a character in the file's body. */
export interface TextFault {
  readonly offset: number;
  readonly message: string;
}

/** Where a part of a text starts and ends in the body. */
export function spanOf({ position }: MdastNode): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

/** A part of a text as the editor wrote it. */
export function sourceOf(node: MdastNode, body: string): string {
  const { start, end } = spanOf(node);
  return body.slice(start, end);
}
