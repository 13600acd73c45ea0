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
  return /^[a-z0-9]+(-[a-z0-9]+)*$/u.test(name) && name.length <= MAX_CHARS;
}

/** True for names that cannot be slugs: locales and the site's own paths. */
export function isReserved(name: string, locales: readonly string[]): boolean {
  return OWN_PATHS.includes(name) || locales.includes(name);
}

/** The most characters of a slug. */
const MAX_CHARS = 60;

/** Letters that no decomposition turns into one of a to z. */
const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** The good slug that is nearest to a name: `clean-river` for `Clean River`; `null` if nothing of it remains. */
export function nearestSlug(name: string): string | null {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['\u2019]/gu, '')
    .replace(/[^\x00-\x7F]/gu, (letter) => LATIN[letter] ?? (/\p{M}/u.test(letter) ? '' : '-'))
    .replace(/[^a-z0-9]+/gu, '-');
  const slug = plain.replace(/^-/u, '').slice(0, MAX_CHARS).replace(/-$/u, '');
  return isSlug(slug) ? slug : null;
}
