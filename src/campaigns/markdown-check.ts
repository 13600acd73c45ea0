import { join } from 'node:path';
import { type MdastNode, markdownToMdast } from 'satteri';
import { characterFaults } from '#domain/characters.ts';
import { hasHidden, isVisible } from '#domain/invisible.ts';
import { linkFault } from '#domain/link.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { imageFile } from './image-file.ts';
import { namesAnotherSite } from './link-words.ts';
import { MARKDOWN_FEATURES } from './markdown-features.ts';

/**
 * Finds what a campaign's text must not contain. Pages do not show raw HTML, and links must lead where they
 * seem to lead. An image on another site would tell that site who reads the page. `root` is the project's
 * folder.
 */
export async function checkMarkdown(source: FrontMatterFile, root: string): Promise<ContentMistake[]> {
  const { file, body, bodyLine } = source;
  const mistakes: ContentMistake[] = [];
  const nodes = nodesOf(markdownToMdast(body, { features: MARKDOWN_FEATURES }));
  const uses = usesOf(nodes);
  const textPath = join(root, file);
  for (const { node, depth } of nodes) {
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    const report = (message: string, at = { line, column }) =>
      mistakes.push({ file, line: at.line + bodyLine - 1, column: at.column, message });
    if (depth === MAX_DEPTH) report('This stands in too many lists or quotations: take it out of some');
    for (const message of await faultsOf(node, uses, textPath)) report(message);
    const hidden = hiddenCharacter(node, body);
    if (hidden) report(`There is ${hidden.message}`, hidden);
  }
  return mistakes;
}

/** Nobody follows lists and quotations deeper than this, and programs that read pages give up at some depth. */
const MAX_DEPTH = 30;

interface NodeInText {
  readonly node: MdastNode;
  readonly depth: number;
}

/** Every node in reading order. A text may be nested so deeply that a function cannot call itself. */
function nodesOf(root: MdastNode): NodeInText[] {
  const found: NodeInText[] = [];
  const waiting: NodeInText[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    const { node, depth } = next;
    const children: readonly MdastNode[] = 'children' in node ? node.children : [];
    waiting.push(...children.map((child) => ({ node: child, depth: depth + 1 })).reverse());
  }
  return found;
}

interface Uses {
  readonly images: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  /** The address of each definition. The first of a name counts. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** The definitions, and which of them images and links use. */
function usesOf(nodes: readonly NodeInText[]): Uses {
  const identifiers = (type: 'imageReference' | 'linkReference') =>
    new Set(nodes.flatMap(({ node }) => (node.type === type ? [node.identifier] : [])));
  const addresses = new Map<string, string>();
  for (const { node } of nodes) {
    if (node.type === 'definition' && !addresses.has(node.identifier))
      addresses.set(node.identifier, node.url);
  }
  return { images: identifiers('imageReference'), links: identifiers('linkReference'), addresses };
}

async function faultsOf(node: MdastNode, uses: Uses, textPath: string): Promise<string[]> {
  switch (node.type) {
    case 'html':
      return ['Raw HTML is not shown: write it as Markdown, or put a \\ before the <'];
    case 'link':
      return [...toMessages(linkFault(node.url), node.url), ...wordFaults(node, node.url)];
    case 'linkReference':
      return wordFaults(node, uses.addresses.get(node.identifier) ?? '');
    case 'definition': {
      const isImage = uses.images.has(node.identifier);
      const isLink = !isImage || uses.links.has(node.identifier);
      return [
        ...(isImage ? await imageFaults(node.url, textPath) : []),
        ...(isLink ? toMessages(linkFault(node.url), node.url) : []),
      ];
    }
    case 'image':
      return [...(await imageFaults(node.url, textPath)), ...altFaults(node)];
    case 'imageReference':
      return altFaults(node);
    case 'heading':
      return node.depth === 1 ? ['The title is the only heading of the first level: start with ##'] : [];
    default:
      return [];
  }
}

function toMessages(fault: string | null, address: string): string[] {
  return fault === null ? [] : [`The link leads to “${address}”: ${fault}`];
}

async function imageFaults(address: string, textPath: string): Promise<string[]> {
  const image = await imageFile(address, textPath);
  return image.kind === 'found' ? [] : [image.why];
}

function altFaults({ alt }: { alt?: string | null | undefined }): string[] {
  return isVisible(alt ?? '') ? [] : ['The image has no description: write it between the brackets'];
}

/** A link says where it leads. Unseen letters can make an address look like another one. */
function wordFaults(node: Extract<MdastNode, { type: 'link' | 'linkReference' }>, address: string): string[] {
  const nodes = nodesOf(node).map(({ node }) => node);
  const words = nodes.map((inner) => ('value' in inner ? inner.value : '')).join('');
  const hasImage = nodes.some(({ type }) => type === 'image' || type === 'imageReference');
  if (!hasImage && !isVisible(words)) return ['The link has no words: write them between the brackets'];
  if (hasHidden(words)) return ['There is an invisible character in the words of the link: delete it'];
  return namesAnotherSite(words, address)
    ? [`The words of the link name another site than “${address}”: write other words, or the same address`]
    : [];
}

interface Hidden {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A character that is written as a number, such as `&#x202E;`. The file's own were found before. */
function hiddenCharacter(node: MdastNode, body: string): Hidden | null {
  const values: Readonly<Record<string, unknown>> = { ...node };
  const written = ['value', 'alt', 'url', 'title', 'lang', 'meta', 'label'].map((key) => {
    const value = values[key];
    return typeof value === 'string' ? value : '';
  });
  const [fault] = written.flatMap(characterFaults);
  if (!fault || !node.position) return null;
  const { start, end } = node.position;
  const own = body.slice(start.offset, end.offset);
  const at = Array.from(own.matchAll(/&#(?:x([0-9a-f]+)|([0-9]+));/giu)).find(([, hex, decimal]) =>
    isForbidden(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
  );
  const before = own.slice(0, at?.index ?? 0).split('\n');
  const column = (before.at(-1) ?? '').length + (before.length === 1 ? start.column : 1);
  return { line: start.line + before.length - 1, column, message: fault.message };
}

/** The parser writes U+FFFD for what is no character in a page. */
function isForbidden(codePoint: number): boolean {
  return (
    codePoint === 0 || codePoint > 0x10ffff || characterFaults(String.fromCodePoint(codePoint)).length > 0
  );
}
