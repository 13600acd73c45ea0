import type { Content } from '#campaigns/content.ts';
import { decoded } from '#domain/link.ts';
import { nearest } from '#domain/nearest.ts';
import { campaignPath, homePath } from '#domain/page-paths.ts';
import type { SiteAddress } from './site-addresses.ts';
import type { TextPlace } from './text-place.ts';

/** What a link can lead to. */
export interface Addresses {
  readonly content: Content;
  readonly known: ReadonlyMap<string, SiteAddress>;
  /** The files that have mistakes. What only they know cannot be called dead. */
  readonly unread: ReadonlySet<string>;
}

/** The address of this site to which a link leads, whatever its slug was called; `null` if there is none. */
export function addressAt(path: string, { content, known }: Addresses): SiteAddress | null {
  return known.get(path) ?? known.get(withPresentSlug(path, content)) ?? null;
}

/** The path of a link within the site, as a browser asks for it. */
export function pathOf(address: string): string {
  const [path = ''] = address.split(/[?#]/u);
  const { pathname } = new URL(path, 'https://own.example/');
  return decoded(pathname) ?? pathname;
}

/**
 * What is wrong with a link to a page of this site, to be added behind its address. `null` if there is such a
 * page.
 */
export function pathFault(address: string, place: TextPlace, addresses: Addresses): string | null {
  const path = pathOf(address);
  const found = addressAt(path, addresses);
  if (found) return draftFault(found, place);
  if (isUnread(path, addresses)) return null;
  const rest = /[?#].*$/u.exec(address)?.[0] ?? '';
  if (path.startsWith('/api/')) {
    const [, slug = ''] = /^\/api\/campaigns\/([^/]+)/u.exec(path) ?? [];
    const page = nearestPath(`/${slug}/`, place, addresses);
    return `, which is for programs and no page: write ${page ?? place.page}`;
  }
  const right = rightPath(path, place, addresses);
  if (right !== null) return `, and this site has no such page: write ${right}${rest}`;
  const example = place.page === path ? homePath(place.locale, addresses.content.site) : place.page;
  return `, and this site has no such page: copy the address of the page anew, such as ${example}`;
}

/** A draft has no page, but for those who look at it as a draft. */
function draftFault({ content }: SiteAddress, place: TextPlace): string | null {
  if (content?.campaign.status !== 'draft' || place.isDraft) return null;
  return `, which is a draft and has no page: take the link out until ${content.campaign.slug} is published`;
}

function rightPath(path: string, place: TextPlace, addresses: Addresses): string | null {
  const { known, content } = addresses;
  const clean = path.replaceAll(/\/{2,}/gu, '/');
  const forms = [
    clean,
    `${clean}/`,
    clean.replace(/\/$/u, ''),
    clean.replace(/(?:index)?(?:\.html?|\.md)?\/?$/u, ''),
    `${clean.replace(/(?:index)?(?:\.html?|\.md)?\/?$/u, '')}/`,
  ];
  for (const form of [...forms, ...forms.map((form) => form.toLowerCase())]) {
    const bare = withoutLanguage(form);
    const inLanguages = [form, ...(bare === form ? [] : [`/${place.locale}${bare}`, bare])];
    const found = inLanguages.find((candidate) => addressAt(candidate, addresses));
    if (found !== undefined) return withPresentSlug(found, content);
  }
  return fileOfText(clean, addresses) ?? updateByName(clean, known) ?? nearestPath(clean, place, addresses);
}

/** A path without a first part that looks like a language. */
function withoutLanguage(path: string): string {
  return path.replace(/^\/[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?(?=\/)/u, '');
}

/** The page of a text that an editor knows by its file: `/content/campaigns/clean-river/es.md`. */
function fileOfText(path: string, { content, known }: Addresses): string | null {
  const match = /(?:^|\/)(?<slug>[^/]+)\/(?:updates\/(?<name>[^/]+)\.)?(?<locale>[A-Za-z-]+)\.md$/u.exec(
    path,
  )?.groups;
  if (!match) return null;
  const { slug = '', name, locale = '' } = match;
  const page = campaignPath(locale, slug, content.site);
  const whole = name === undefined ? page : `${page}updates/${name}/`;
  return known.has(whole) ? whole : null;
}

/** An update that is named without its date, or with another one. */
function updateByName(path: string, known: Addresses['known']): string | null {
  const [, start, typed = ''] = /^(.*\/updates\/)(?:[\d-]*-)?([^/]*)\/?$/u.exec(path) ?? [];
  if (start === undefined) return null;
  const updates = Array.from(known.keys()).filter((other) => other.startsWith(start));
  const same = updates.filter((other) => other.endsWith(`-${typed}/`));
  return (
    (same.length === 1 ? same[0] : undefined) ?? (typed === '' ? start.replace(/updates\/$/u, '') : null)
  );
}

/** The nearest address in the text's language, else in another. */
function nearestPath(path: string, place: TextPlace, { known }: Addresses): string | null {
  const pages = Array.from(known.values()).filter(
    ({ content }) => content?.campaign.status !== 'draft' || place.isDraft,
  );
  const paths = (isOwn: boolean) =>
    pages
      .filter(({ locale, kind }) => kind !== 'file' && (locale === place.locale) === isOwn)
      .map(({ path }) => path);
  return nearest(path, paths(true)) ?? nearest(path, paths(false));
}

/** Former slugs lead to the present one, with all that stands below them. */
function withPresentSlug(path: string, { site, campaigns }: Content): string {
  for (const { campaign } of campaigns) {
    for (const former of campaign.formerly) {
      for (const locale of site.locales) {
        const from = campaignPath(locale, former, site);
        if (path.startsWith(from)) return campaignPath(locale, campaign.slug, site) + path.slice(from.length);
      }
    }
  }
  return path;
}

/** True for the page of a file that has mistakes: nobody knows whether it will be there. */
function isUnread(path: string, { content, unread }: Addresses): boolean {
  const parts = path.split('/').filter((part) => part !== '');
  const [slug = '', folder, name] = content.site.locales.includes(parts[0] ?? '') ? parts.slice(1) : parts;
  if (content.campaigns.some(({ campaign }) => campaign.slug === slug))
    return (
      folder === 'updates' &&
      name !== undefined &&
      Array.from(unread).some((file) => file.includes(`/${slug}/updates/${name}.`))
    );
  return Array.from(unread).some((file) => `${file}/`.startsWith(`content/campaigns/${slug}/`));
}
