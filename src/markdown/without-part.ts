import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';
import { type Element, textOf } from '#html/elements.ts';

/** Leaves out a part of a text: its heading of the second level, and all until the next one. Throws if it is not there. */
export function withoutPart(html: string, heading: string): string {
  const fragment = parseFragment(html);
  const start = fragment.childNodes.findIndex((node) => isHeading(node) && textOf(node) === heading);
  if (start < 0) throw new RangeError(`No part of the text is called “${heading}”.`);
  const end = fragment.childNodes.findIndex((node, index) => index > start && isHeading(node));
  fragment.childNodes.splice(start, (end < 0 ? Infinity : end) - start);
  return serialize(fragment);
}

function isHeading(node: DefaultTreeAdapterTypes.ChildNode): node is Element {
  return 'tagName' in node && node.tagName === 'h2';
}
