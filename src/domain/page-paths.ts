import type { Site } from './site.ts';

/** What an address needs to know of the site. */
type Locales = Pick<Site, 'defaultLocale'>;

/** The list of campaigns: `/`, `/es/`. */
export function homePath(locale: string, site: Locales): string {
  return pathOf(locale, site);
}

/** A campaign: `/<slug>/`, `/es/<slug>/`. */
export function campaignPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug);
}

/** Where a supporter is led after signing. */
export function thanksPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'thanks');
}

/** One of a campaign's updates, by its name: `2016-01-thank-you`. */
export function updatePath(locale: string, slug: string, name: string, site: Locales): string {
  return pathOf(locale, site, slug, 'updates', name);
}

/** A campaign's news as RSS. */
export function feedPath(locale: string, slug: string, site: Locales): string {
  return `${campaignPath(locale, slug, site)}feed.xml`;
}

/** The image that networks show with a link to a campaign. */
export function sharePath(locale: string, slug: string, site: Locales): string {
  return `${campaignPath(locale, slug, site)}share.png`;
}

/** A poster with the campaign's address, to print. */
export function posterPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'poster');
}

/** A sheet on which people sign by hand, to print. */
export function sheetPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'sheet');
}

export function privacyPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'privacy');
}

/** The threat model: who might attack, and what they can do. */
export function threatsPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'privacy', 'threats');
}

export function safetyPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'safety');
}

function pathOf(locale: string, { defaultLocale }: Locales, ...parts: readonly string[]): string {
  return ['', ...(locale === defaultLocale ? [] : [locale]), ...parts, ''].join('/');
}
