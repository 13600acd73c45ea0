import { attribute, type Element } from '#html/elements.ts';

/** The only script elements of ours without a file: data that does not run. */
const DATA = ['application/ld+json', 'application/json'];

/** Elements that load or redirect. No page of ours has them. */
const NEVER = ['applet', 'base', 'embed', 'frame', 'iframe', 'object', 'portal'];

/** Attributes with addresses that a browser loads, asks or sends to. Some hold several. */
const ADDRESSES = [
  'action',
  'background',
  'data',
  'formaction',
  'href',
  'imagesrcset',
  'manifest',
  'ping',
  'poster',
  'src',
  'srcset',
  'xlink:href',
];

/**
 * What is in an element that our build never writes. It is code in the page, or what loads more of it, asks
 * another site, or sends to it. `null` for an element like ours. Styles are judged apart, by their text.
 */
export function foreignCode(element: Element): string | null {
  const { tagName, attrs } = element;
  if (NEVER.includes(tagName)) return `<${tagName}>`;
  if (tagName === 'meta' && attribute(element, 'http-equiv') !== undefined) return '<meta http-equiv>';
  if (tagName === 'script' && !isOwnScript(element)) return '<script>';
  if (tagName === 'meta' && attribute(element, 'name')?.toLowerCase() === 'referrer') return '<meta name>';
  const attr = attrs.find(({ name, value }) => isForeign(element, name, value));
  return attr ? `<${tagName} ${attr.name}>` : null;
}

/** Scripts of ours are files of the site. The policy allows those by `'self'`. */
function isOwnScript(element: Element): boolean {
  const address = attribute(element, 'src');
  if (address === undefined) return DATA.includes(attribute(element, 'type') ?? '');
  return address !== '' && isOwnPlace(address);
}

function isForeign(element: Element, name: string, value: string): boolean {
  if (name === 'style' || name === 'srcdoc' || name.startsWith('on')) return true;
  if (!ADDRESSES.includes(name)) return false;
  const addresses = name.endsWith('srcset') ? value.split(',') : [value];
  // Browsers skip spaces and control characters in a scheme.
  const bare = addresses.map((address) => address.replaceAll(/[\s\p{C}]/gu, ''));
  return !bare.every((address) => isOwnPlace(address) || (name === 'href' && mayLeadOut(element, address)));
}

function isOwnPlace(address: string): boolean {
  return /^(?:#|\/(?![/\\])|$)/u.test(address);
}

/** A link that a reader follows leads anywhere. The page's own addresses in its head are whole ones. */
function mayLeadOut(element: Element, address: string): boolean {
  if (element.tagName === 'a') return /^https:\/\/[^/\\]/iu.test(address);
  const isAddressOfPage = ['canonical', 'alternate'].includes(attribute(element, 'rel') ?? '');
  return element.tagName === 'link' && isAddressOfPage && /^https?:\/\//u.test(address);
}
