import { attribute, type Element } from '#html/elements.ts';

/** The only script elements of ours without a file: data that does not run. */
const DATA = ['application/ld+json', 'application/json'];

/** Elements that load or redirect. No page of ours has them. */
const NEVER = ['applet', 'base', 'embed', 'frame', 'iframe', 'object', 'portal'];

/** Attributes that hold an address. A browser runs `javascript:` there, and opens `data:`. */
const ADDRESSES = ['action', 'formaction', 'href', 'src', 'xlink:href'];

/**
 * What is in an element that our build never writes: code in the page, or what loads more of it. `null` for an
 * element like ours. Styles are judged apart, by their text.
 */
export function foreignCode(element: Element): string | null {
  const { tagName, attrs } = element;
  if (NEVER.includes(tagName)) return `<${tagName}>`;
  if (tagName === 'meta' && attribute(element, 'http-equiv') !== undefined) return '<meta http-equiv>';
  if (tagName === 'script' && !isOwnScript(element)) return '<script>';
  const attr = attrs.find(({ name, value }) => isForeign(name, value));
  return attr ? `<${tagName} ${attr.name}>` : null;
}

/** Scripts of ours are files of the site. The policy allows those by `'self'`. */
function isOwnScript(element: Element): boolean {
  const address = attribute(element, 'src');
  if (address === undefined) return DATA.includes(attribute(element, 'type') ?? '');
  return /^\/(?![/\\])/u.test(address);
}

function isForeign(name: string, value: string): boolean {
  if (name === 'style' || name === 'srcdoc' || name.startsWith('on')) return true;
  // Browsers skip spaces and control characters in a scheme.
  return (
    ADDRESSES.includes(name) && /^(?:javascript|vbscript|data):/iu.test(value.replaceAll(/[\s\p{C}]/gu, ''))
  );
}
