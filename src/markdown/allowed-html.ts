import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';
import { linkFault } from '#domain/link.ts';
import { attribute, type Element, elementsOf } from '#html/elements.ts';

/** Everything that an editor's text may become: elements, and the attributes of each. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title', 'class', 'id', 'aria-label', 'aria-describedby'],
  blockquote: [],
  br: [],
  code: [],
  del: [],
  em: [],
  h2: ['id'],
  h3: ['id'],
  h4: ['id'],
  h5: ['id'],
  h6: ['id'],
  hr: [],
  img: ['src', 'srcset', 'sizes', 'alt', 'title', 'width', 'height', 'loading', 'decoding'],
  li: ['id'],
  ol: ['start'],
  p: [],
  picture: [],
  pre: [],
  section: [],
  source: ['type', 'srcset', 'sizes'],
  strong: [],
  sup: [],
  table: [],
  tbody: [],
  td: ['class'],
  th: ['class'],
  thead: [],
  tr: [],
  ul: [],
};

/** What each value may be. An attribute without a rule holds words, or values of our own plugins. */
const VALUES: Readonly<Record<string, (value: string) => boolean>> = {
  'aria-describedby': isOwnId,
  class: (value) => ['point', 'align-center', 'align-end'].includes(value),
  href: (value) => linkFault(value) === null,
  id: isOwnId,
  src: isOwnPicture,
  srcset: (value) => value.split(', ').every((choice) => isOwnPicture(choice.split(' ')[0] ?? '')),
  start: (value) => /^\d{1,9}$/u.test(value),
};

/**
 * A rendered text without everything that is not on the list. It is judged as a browser reads it. What stands
 * inside an element that is not on the list stays as words.
 */
export function toAllowedHtml(html: string): string {
  const fragment = parseFragment(html);
  const elements = Array.from(elementsOf(fragment)).reverse();
  for (const parent of [...elements, fragment]) {
    for (const node of parent.childNodes.filter(({ nodeName }) => nodeName === '#comment'))
      defaultTreeAdapter.detachNode(node);
  }
  for (const element of elements) {
    const allowed = ALLOWED[element.tagName];
    if (allowed === undefined || !isHtml(element)) unwrap(element);
    else element.attrs = element.attrs.filter(({ name, value }) => isAllowed(allowed, name, value));
    // A link or an image without its address is only its words.
    if (element.tagName === 'img' && attribute(element, 'src') === undefined) unwrap(element);
    if (element.tagName === 'a' && attribute(element, 'href') === undefined) unwrap(element);
  }
  return serialize(fragment);
}

function isAllowed(allowed: readonly string[], name: string, value: string): boolean {
  return allowed.includes(name) && (VALUES[name]?.(value) ?? true);
}

/** No id of the page itself starts like this, and none of the ids in forms. */
function isOwnId(id: string): boolean {
  return /^(?:text|news|point|footnote)-[^\s"'<>]*$/u.test(id);
}

function isOwnPicture(address: string): boolean {
  return /^\/pictures\/[\w.-]+$/u.test(address);
}

function isHtml({ namespaceURI }: Element): boolean {
  return namespaceURI.endsWith('/xhtml');
}

/** Puts an element's children in its place; for an image, its description. */
function unwrap(element: Element): void {
  const words = element.tagName === 'img' ? (attribute(element, 'alt') ?? '') : '';
  replace(element, words === '' ? [...element.childNodes] : [defaultTreeAdapter.createTextNode(words)]);
}

function replace(element: Element, nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): void {
  const parent = element.parentNode;
  if (!parent) return;
  for (const node of nodes) {
    defaultTreeAdapter.detachNode(node);
    defaultTreeAdapter.insertBefore(parent, node, element);
  }
  defaultTreeAdapter.detachNode(element);
}
