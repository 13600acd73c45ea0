import { parseFragment, serialize } from 'parse5';
import { textOf } from '#html/elements.ts';

/** Leaves out a part of a text: its heading of the second level, and all until the next one. Throws if it is not there. */
export function withoutPart(html: string, heading: string): string {
  const fragment = parseFragment(html);
  let isIn = false;
  let isFound = false;
  fragment.childNodes = fragment.childNodes.filter((node) => {
    if ('tagName' in node && node.tagName === 'h2') {
      isIn = textOf(node) === heading;
      isFound ||= isIn;
    }
    return !isIn;
  });
  if (!isFound) throw new RangeError(`No part of the text is called “${heading}”.`);
  return serialize(fragment);
}
