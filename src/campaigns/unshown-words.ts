import type { MdastNode } from 'satteri';
import { type MarkdownText, sourceOf, spanOf, type TextFault } from './markdown-text.ts';

/** Finds words and numbers that Markdown leaves out, or changes, without a sign of it. */
export function unshownWords(text: MarkdownText, body: string): TextFault[] {
  return [
    ...definitionFaults(text),
    ...noteFaults(text),
    ...text.nodes.flatMap(({ node }) => {
      if (node.type === 'table') return tableFaults(node);
      if (node.type === 'code') return codeFaults(node, body);
      return node.type === 'list' && node.ordered === true ? numberFaults(node, text, body) : [];
    }),
  ];
}

/** Definitions are lines such as `[report]: https://…`. A page shows nothing of them. */
function definitionFaults({ nodes, imageReferences, linkReferences }: MarkdownText): TextFault[] {
  const seen = new Set<string>();
  return nodes.flatMap(({ node }) => {
    if (node.type !== 'definition') return [];
    const { identifier, label } = node;
    const name = label ?? identifier;
    const { start: offset } = spanOf(node);
    if (seen.has(identifier)) {
      const message = `The line [${name}]: stands twice, and only the first counts: delete one, or give it another name`;
      return [{ offset, message }];
    }
    seen.add(identifier);
    if (imageReferences.has(identifier) || linkReferences.has(identifier)) return [];
    const message = `The line [${name}]: is not shown, because no link names it: write [words][${name}] where the link belongs, or delete the line`;
    return [{ offset, message }];
  });
}

function noteFaults({ nodes }: MarkdownText): TextFault[] {
  const used = new Set(
    nodes.flatMap(({ node }) => (node.type === 'footnoteReference' ? [node.identifier] : [])),
  );
  const seen = new Set<string>();
  return nodes.flatMap(({ node }) => {
    if (node.type !== 'footnoteDefinition') return [];
    const { identifier } = node;
    const name = `[^${node.label ?? identifier}]`;
    const { start: offset } = spanOf(node);
    if (seen.has(identifier)) {
      const message = `The note ${name} stands twice, and only the first is shown: delete one, or give it another name`;
      return [{ offset, message }];
    }
    seen.add(identifier);
    if (used.has(identifier)) return [];
    const message = `The note ${name} is not shown, because nothing leads to it: write ${name} in the text where it belongs, or delete the note`;
    return [{ offset, message }];
  });
}

function tableFaults({ children }: Extract<MdastNode, { type: 'table' }>): TextFault[] {
  const columns = children[0]?.children.length ?? 0;
  return children.slice(1).flatMap((row) => {
    const extra = row.children[columns];
    if (!extra) return [];
    const message = `The row has ${row.children.length} cells, but the head of the table has ${columns}, and the rest is not shown: add columns to the head and the line of dashes, or write \\| for a | that is no border`;
    return [{ offset: spanOf(extra).start, message }];
  });
}

/** What stands behind ``` is not shown. These names of languages say nothing to readers. */
const LANGUAGES = new Set(
  'bash c console cpp css csv diff go html ini java javascript js json jsonc markdown md php plain plaintext powershell python py ruby rust sh shell sql svg text toml ts tsv txt typescript xml yaml yml'.split(
    ' ',
  ),
);

function codeFaults(node: Extract<MdastNode, { type: 'code' }>, body: string): TextFault[] {
  const { start: offset } = spanOf(node);
  const source = sourceOf(node, body);
  const fence = /^(?:`{3,}|~{3,})/u.exec(source)?.[0];
  if (fence === undefined) {
    // Signs that prose does not have, links and rows of a table aside: somebody meant code.
    const prose = node.value.replaceAll(/\]\([^()\n]*\)|https?:\/\/\S+|^\|.*\|$/gmu, '');
    if (/[<>{}=;$|\\]/u.test(prose)) return [];
    const message =
      'The spaces at the beginning of the line make code of it: take them away, or put ``` in a line above and below, if code is meant';
    return [{ offset, message }];
  }
  const last = source.slice(source.lastIndexOf('\n') + 1).replace(/^[\s>]*/u, '');
  const isClosed =
    source.includes('\n') && new RegExp(`^${fence[0] ?? ''}{${fence.length},}\\s*$`, 'u').test(last);
  if (!isClosed) {
    const message = `The ${fence} has no end, and all that follows is shown as code: write ${fence} in a line below the code, or delete it`;
    return [{ offset, message }];
  }
  const words = [node.lang ?? '', node.meta ?? ''].filter((part) => part !== '').join(' ');
  if (words === '' || LANGUAGES.has(words.toLowerCase())) return [];
  const message = `The words “${words}” right behind ${fence} are not shown: begin a new line before them, or delete them`;
  return [{ offset, message }];
}

type List = Extract<MdastNode, { type: 'list' }>;

/** A page counts the points of a list by itself, from the first number on. */
function numberFaults(list: List, { nodes }: MarkdownText, body: string): TextFault[] {
  const items = list.children.map((item) => ({
    offset: spanOf(item).start,
    number: Number(/^\d+/u.exec(sourceOf(item, body))?.[0] ?? Number.NaN),
    words: sourceOf(item, body).replace(/^\d+[.)]\s*/u, ''),
  }));
  const [first] = items;
  if (!first) return [];
  const { number, offset, words } = first;
  if (items.length === 1 && number > 1 && !goesOn(list, number, nodes)) {
    const start = words.split('\n')[0]?.slice(0, 30) ?? '';
    const message = `The line makes a list that begins at ${number}: write ${number}\\. ${start}, if no list is meant, or begin with 1.`;
    return [{ offset, message }];
  }
  // Many number every point with 1, and let the page count.
  if (items.every((item) => item.number === number)) return [];
  const wrong = items.findIndex((item, index) => item.number !== number + index);
  const item = items[wrong];
  if (!item) return [];
  const message = `The point ${item.number} is shown as ${number + wrong}, because a page counts the points of a list by itself: write ${number + wrong}., or ${item.number}\\. if that number is no point`;
  return [{ offset: item.offset, message }];
}

/** True for a list that goes on where the one before it ended. */
function goesOn(list: List, number: number, nodes: MarkdownText['nodes']): boolean {
  return nodes.some(
    ({ node }) =>
      node.type === 'list' &&
      node.ordered === true &&
      spanOf(node).start < spanOf(list).start &&
      (node.start ?? 1) + node.children.length === number,
  );
}
