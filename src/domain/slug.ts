/** Our own addresses at the top of the site: no campaign may take them. */
const OWN_PATHS = [
  'api',
  'privacy',
  'safety',
  'organizers',
  'thanks',
  'updates',
  'poster',
  'sheet',
  '404',
  '_astro',
  'pictures',
  'share',
];

/** A campaign's name in addresses and in keys of the store: lower-case words joined by hyphens. */
export function isSlug(name: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/u.test(name) && name.length <= 60;
}

/** Locales and our own paths cannot be slugs. */
export function isReserved(name: string, locales: readonly string[]): boolean {
  return OWN_PATHS.includes(name) || locales.includes(name);
}
