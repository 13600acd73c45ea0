/** The site's own top-level addresses, and the names used below a campaign: no campaign may use them. */
const OWN_PATHS = [
  'api',
  'privacy',
  'safety',
  'accessibility',
  'organizers',
  'thanks',
  'count',
  'via',
  'updates',
  'poster',
  'sheet',
  '404',
  // Hosts answer `/index/` with the page above it.
  'index',
  '_astro',
  'pictures',
  'share',
  'healthz',
];

/**
 * True for a slug: lower-case words joined by hyphens, at most 60 characters. It names a campaign in
 * addresses and store keys.
 */
export function isSlug(name: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/u.test(name) && name.length <= 60;
}

/** True for names that cannot be slugs: locales and the site's own paths. */
export function isReserved(name: string, locales: readonly string[]): boolean {
  return OWN_PATHS.includes(name) || locales.includes(name);
}
