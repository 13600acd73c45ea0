import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { attribute, elementsOf, type Element } from '#html/elements.ts';

/*
 * Reads a text as an editor does, with the few signs of Markdown that the guide for editors names. It compares
 * the text with the page that came of it.
 */

/** What differs between a text and its page; nothing for a right page. */
export function differences(body: string, html: string): string[] {
  const fragment = parseFragment(html);
  const sections = Array.from(elementsOf(fragment)).filter(({ tagName }) => tagName === 'section');
  const notes = new Set(sections.flatMap((section) => Array.from(elementsOf(section))));
  const elements = Array.from(elementsOf(fragment)).filter(
    (element) => !notes.has(element) || element.tagName === 'a',
  );
  const count = (...tags: string[]) => elements.filter(({ tagName }) => tags.includes(tagName)).length;
  const shown = shownWords(fragment);
  const found: string[] = [];
  const meant = words(meantText(body));
  const seen = words(shown);
  const lost = without(meant, seen);
  const added = without(seen, meant);
  if (lost.length > 0) found.push(`words are lost: ${lost.join(' ')}`);
  if (added.length > 0) found.push(`words came in: ${added.join(' ')}`);
  if (lost.length + added.length === 0 && !body.includes('[^') && meant.join(' ') !== seen.join(' '))
    found.push('words stand in another order');
  const kinds = [
    ['headings', /^ {0,3}#{2,6}[ \t]/u, count('h2', 'h3', 'h4', 'h5', 'h6')],
    ['pictures', /!\[[^\]]*\]\(/gu, count('img')],
    ['lines of a list', /^\s*(?:\d+[.)]|[-*+])(?:\s|$)/u, count('li')],
    ['fences of code', /^ {0,3}(?:```|~~~)/u, count('pre') * 2],
  ] as const;
  for (const [what, sign, many] of kinds) {
    const written = sign.global
      ? Array.from(body.matchAll(sign)).length
      : body.split('\n').filter((line) => sign.test(line)).length;
    if (written !== many) found.push(`${what}: ${String(written)} written, ${String(many)} shown`);
  }
  const signs = LEFT_OVER.exec(shown);
  if (signs)
    found.push(
      `signs of Markdown are shown: ${shown.slice(Math.max(0, signs.index - 20), signs.index + 30)}`,
    );
  for (const { address } of linksIn(body)) {
    if (!elements.some((element) => leadsTo(element, address))) found.push(`no link leads to ${address}`);
  }
  return found;
}

/** Signs that a reader should never see. */
const LEFT_OVER =
  /\]\s?\(|\)\[|!\[|\[\^|^#{1,6}\s|^#{2,6}\p{L}|(?:^|\s)\*\*(?=\S)|(?<=\S)\*\*(?=\s|$)|\(#|\(https?:|\(\/\p{L}|\.png\b|\]\[|^\|.*\||^\|\s*$/mu;

const LINK = /(?<!!)\[(?<words>[^[\]]*)\]\((?<address>[^()\s]*)\s*\)/gu;

function linksIn(body: string): { words: string; address: string }[] {
  return Array.from(body.matchAll(LINK), ({ groups }) => ({
    words: groups?.['words'] ?? '',
    address: (groups?.['address'] ?? '').replaceAll('\\', ''),
  }));
}

/** Anchors of a text get a prefix on the page. */
function leadsTo(element: Element, address: string): boolean {
  const href = attribute(element, 'href');
  if (href === undefined) return false;
  const whole = (path: string) => decodeURI(URL.parse(path, 'https://own.example/')?.href ?? path);
  return whole(href.replace(/#(?:text|news)-/u, '#')) === whole(address) || whole(href) === whole(address);
}

/** The words that a text means, without the signs of Markdown. */
function meantText(body: string): string {
  return body
    .replaceAll(/!\[([^[\]]*)\]\([^()]*\)/gu, ' $1 ')
    .replaceAll(LINK, '$<words>')
    .replaceAll(/^\s*\d{1,9}[.)](?:\s|$)/gmu, '')
    .replaceAll(/\[\^\w+\]:?/gu, ' ')
    .replaceAll('&nbsp;', ' ');
}

/** The words that a part of a page shows, with those of its pictures. */
export function shownWords(node: DefaultTreeAdapterTypes.ParentNode): string {
  return node.childNodes
    .map((child) => {
      if ('value' in child) return child.value;
      if (!('tagName' in child)) return '';
      if (child.tagName === 'img') return ` ${attribute(child, 'alt') ?? ''} `;
      if (isOwn(child)) return ' ';
      const inside = shownWords(child);
      return INLINE.includes(child.tagName) ? inside : `\n${inside}\n`;
    })
    .join('');
}

const INLINE = ['a', 'strong', 'em', 'del', 'code', 'sup'];

/** Numbers of footnotes, links back and links to a point: the site adds them. */
function isOwn(element: Element): boolean {
  const href = attribute(element, 'href') ?? '';
  return (
    href.startsWith('#footnote-') ||
    attribute(element, 'class') === 'point' ||
    attribute(element, 'id')?.endsWith('footnote-label') === true
  );
}

function words(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replaceAll(/[`*]/gu, '')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** The members of a list that another one lacks, as often as it lacks them. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  return list.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}
