import type { Site } from '../domain/campaign-schema.ts';

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

export function privacyPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'privacy');
}

export function safetyPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'safety');
}

/** Where the form is sent. */
export function signaturesPath(slug: string): string {
  return `/api/campaigns/${slug}/signatures`;
}

/** Where the number comes from. */
export function countPath(slug: string): string {
  return `/api/campaigns/${slug}/count`;
}

function pathOf(locale: string, { defaultLocale }: Locales, ...parts: readonly string[]): string {
  return ['', ...(locale === defaultLocale ? [] : [locale]), ...parts, ''].join('/');
}
