import { basename, join } from 'node:path';
import type { MdastNode } from 'satteri';
import { characterFaults } from '#domain/characters.ts';
import { hasHidden, isVisible } from '#domain/invisible.ts';
import { decoded } from '#domain/link.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { placesIn } from '#source/places.ts';
import { brokenLinks } from './broken-links.ts';
import { headingFaults } from './heading-check.ts';
import { imageFile } from './image-file.ts';
import { namesAnotherSite } from './link-words.ts';
import {
  type MarkdownText,
  markdownText,
  nodesOf,
  sourceOf,
  spanOf,
  type TextFault,
} from './markdown-text.ts';
import { strayMarks } from './stray-marks.ts';
import { unshownWords } from './unshown-words.ts';

/**
 * Finds what a text must not contain, and what would not be shown as it is meant. Pages do not show raw HTML, and
 * an image on another site would tell that site who reads. `root` is the project's folder. Where links lead is
 * checked with the whole site at hand.
 */
export async function checkMarkdown(source: FrontMatterFile, root: string): Promise<ContentMistake[]> {
  const images = imageMistakes(source, join(root, source.file));
  const known = wordMistakes.get(source) ?? toMistakes(source, wordFaults(source));
  wordMistakes.set(source, known);
  return [...known, ...(await images)];
}

/** The mistakes that a text's words alone decide. */
const wordMistakes = new WeakMap<FrontMatterFile, readonly ContentMistake[]>();

/** Nobody follows lists and quotations deeper than this, and programs that read pages give up at some depth. */
const MAX_DEPTH = 30;

function wordFaults(source: FrontMatterFile): TextFault[] {
  const { body } = source;
  const text = markdownText(source);
  return [
    ...headingFaults(text, body),
    ...unshownWords(text, body),
    ...brokenLinks(text, body),
    ...strayMarks(text, body),
    ...text.nodes.flatMap(({ node, depth }) => {
      const { start } = spanOf(node);
      if (node.type === 'html' && closes(node.value, text)) return [];
      const faults = partFaults(node, text).map((message) => ({ offset: start, message }));
      if (depth === MAX_DEPTH)
        faults.push({
          offset: start,
          message: 'This stands in too many lists or quotations: take it out of some',
        });
      const hidden = hiddenCharacter(node, body);
      return hidden ? [...faults, hidden] : faults;
    }),
  ];
}

/** Faults of a text as mistakes of its file. */
export function toMistakes(
  { file, body, bodyLine }: FrontMatterFile,
  faults: readonly TextFault[],
): ContentMistake[] {
  const at = placesIn(file, body, bodyLine);
  return faults.map(({ offset, message }) => at(offset, message));
}

function partFaults(node: MdastNode, text: MarkdownText): string[] {
  switch (node.type) {
    case 'html':
      return [htmlMessage(node.value)];
    case 'link':
      return linkWordFaults(node, node.url);
    case 'linkReference':
      return linkWordFaults(node, text.addresses.get(node.identifier) ?? '');
    case 'image':
      return altFaults(node, node.url);
    case 'imageReference':
      return altFaults(node, text.addresses.get(node.identifier) ?? '');
    default:
      return [];
  }
}

/** True for the end of an element whose beginning was told already. */
function closes(html: string, { nodes }: MarkdownText): boolean {
  const [, name = ''] = /^<\/([a-z][a-z0-9]*)\s*>$/iu.exec(html) ?? [];
  const start = new RegExp(`^<${name}\\b`, 'iu');
  return name !== '' && nodes.some(({ node }) => node.type === 'html' && start.test(node.value));
}

/** How to write in Markdown what editors know from HTML. */
const IN_MARKDOWN: Readonly<Record<string, string>> = {
  a: '[words](address)',
  b: '**words**',
  strong: '**words**',
  i: '*words*',
  em: '*words*',
  del: '~~words~~',
  s: '~~words~~',
  br: 'a \\ at the end of the line',
  p: 'an empty line between paragraphs',
  img: '![what is seen](river.jpg)',
  hr: '--- between empty lines',
  li: '- and a space before each point',
  ul: '- and a space before each point',
  ol: '1. and a space before each point',
  code: '`words`',
  h2: '## words',
  h3: '### words',
  blockquote: '> and a space before each line',
};

function htmlMessage(html: string): string {
  if (html.startsWith('<!--')) return 'Raw HTML is not shown, and <!-- is no exception: delete the comment';
  const [, name = ''] = /^<\/?([a-z][a-z0-9]*)/iu.exec(html) ?? [];
  const markdown = IN_MARKDOWN[name.toLowerCase()];
  const mend = markdown === undefined ? 'write it as Markdown' : `write ${markdown}`;
  return `Raw HTML is not shown: ${mend}, or put a \\ before the < to show it`;
}

async function imageMistakes(source: FrontMatterFile, textPath: string): Promise<ContentMistake[]> {
  const faults = markdownText(source).images.map(async (node) => {
    const image = await imageFile(node.url, textPath);
    return image.kind === 'found' ? [] : [{ offset: spanOf(node).start, message: image.why }];
  });
  return toMistakes(source, (await Promise.all(faults)).flat());
}

/** A description says what is seen. The name of a file, or what a camera calls it, says nothing. */
function altFaults({ alt }: { alt?: string | null | undefined }, address: string): string[] {
  const words = (alt ?? '').trim();
  if (!isVisible(words))
    return ['The image has no description: say between the brackets what is seen, ![A river](river.jpg)'];
  const file = basename(decoded(address) ?? address);
  const isName =
    [file, file.replace(/\.\w+$/u, '')].some((name) => name.toLowerCase() === words.toLowerCase()) &&
    /[\d._-]/u.test(words);
  return isName || IMAGE_NAME.test(words)
    ? [`The description of the image is the name of a file: say between the brackets what is seen`]
    : [];
}

const IMAGE_NAME =
  /^\S*\.(?:jpe?g|png|webp|gif|svg|heic|heif|avif|tiff?|bmp)$|^(?:IMG|DSC[FN]?|PXL|MVIMG|DCIM|VID|WhatsApp Image|Screenshot|Screen Shot|Captura de pantalla)[-_ ]?\d[\w .:-]*$/iu;

/** A link says where it leads. Unseen letters can make an address look like another one. */
function linkWordFaults(
  node: Extract<MdastNode, { type: 'link' | 'linkReference' }>,
  address: string,
): string[] {
  const nodes = nodesOf(node).map(({ node }) => node);
  const words = nodes.map((inner) => ('value' in inner ? inner.value : '')).join('');
  const hasImage = nodes.some(({ type }) => type === 'image' || type === 'imageReference');
  if (!hasImage && !isVisible(words)) return ['The link has no words: write them between the brackets'];
  if (hasHidden(words)) return ['There is an invisible character in the words of the link: delete it'];
  return namesAnotherSite(words, address)
    ? [`The words of the link name another site than “${address}”: write other words, or the same address`]
    : [];
}

/** A character that is written as a number, such as `&#x202E;`. The file's own were found before. */
function hiddenCharacter(node: MdastNode, body: string): TextFault | null {
  // Asked of every part of a text: nearly all have no such number.
  if (!hasNumbers(node, body)) return null;
  const values: Readonly<Record<string, unknown>> = { ...node };
  const written = ['value', 'alt', 'url', 'title', 'lang', 'meta', 'label'].map((key) => {
    const value = values[key];
    return typeof value === 'string' ? value : '';
  });
  const [fault] = written.flatMap(characterFaults);
  if (!fault || !node.position) return null;
  const { start } = spanOf(node);
  const at = Array.from(sourceOf(node, body).matchAll(/&#(?:x([0-9a-f]+)|([0-9]+));/giu)).find(
    ([, hex, decimal]) => isForbidden(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
  );
  return { offset: start + (at?.index ?? 0), message: `There is ${fault.message}` };
}

/** The source of a part is looked at in place, because a text's parts hold each other. */
function hasNumbers(node: MdastNode, body: string): boolean {
  const { start, end } = spanOf(node);
  const at = body.indexOf('&#', start);
  return at >= 0 && at < end;
}

/** The parser writes U+FFFD for what is no character in a page. */
function isForbidden(codePoint: number): boolean {
  return (
    codePoint === 0 || codePoint > 0x10ffff || characterFaults(String.fromCodePoint(codePoint)).length > 0
  );
}
