import type { Site } from './site.ts';

/** What a path needs from the site. */
type Locales = Pick<Site, 'defaultLocale'>;

/** The path of the list of campaigns: `/`, `/es/`. */
export function homePath(locale: string, site: Locales): string {
  return pathOf(locale, site);
}

/** The path of a campaign: `/<slug>/`, `/es/<slug>/`. */
export function campaignPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug);
}

/** The path of the page after signing. */
export function thanksPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'thanks');
}

/** The path of the page on which a code or a mailed link is confirmed. */
export function confirmPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'confirm');
}

/** The path of the page on which a supporter takes a signature back. */
export function withdrawPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'withdraw');
}

/** The path of the page after asking for the mail with a link for taking back. */
export function withdrawSentPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'withdraw', 'sent');
}

/** The path of the page after taking back. */
export function withdrawnPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'withdrawn');
}

/** The path of the page after asking for news. */
export function newsSentPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'news', 'sent');
}

/** The path of the page after news were confirmed. */
export function newsThanksPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'news', 'thanks');
}

/** The path of the page that says how a campaign's signatures are counted. */
export function countPagePath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'count');
}

/** The path of a campaign's page as a partner links to it. */
export function viaPath(locale: string, slug: string, partner: string, site: Locales): string {
  return pathOf(locale, site, slug, 'via', partner);
}

/** The path of a campaign's update, by its name: `2016-01-thank-you`. */
export function updatePath(locale: string, slug: string, name: string, site: Locales): string {
  return pathOf(locale, site, slug, 'updates', name);
}

/** The path of a campaign's news as RSS. */
export function feedPath(locale: string, slug: string, site: Locales): string {
  return `${campaignPath(locale, slug, site)}feed.xml`;
}

/** The path of the image that social networks show with a link to a campaign. */
export function sharePath(locale: string, slug: string, site: Locales): string {
  return `${campaignPath(locale, slug, site)}share.png`;
}

/** The path of a poster with the campaign's address, to print. */
export function posterPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'poster');
}

/** The path of a sheet to print, on which people sign by hand. */
export function sheetPath(locale: string, slug: string, site: Locales): string {
  return pathOf(locale, site, slug, 'sheet');
}

/** The path of the privacy statement. */
export function privacyPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'privacy');
}

/** The path of the threat model: possible attackers, and what they can do. */
export function threatsPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'privacy', 'threats');
}

/** The path of the safety advice. */
export function safetyPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'safety');
}

/** The path of the accessibility statement. */
export function accessibilityPath(locale: string, site: Locales): string {
  return pathOf(locale, site, 'accessibility');
}

function pathOf(locale: string, { defaultLocale }: Locales, ...parts: readonly string[]): string {
  return ['', ...(locale === defaultLocale ? [] : [locale]), ...parts, ''].join('/');
}
