import type { CampaignContent, Content, Update } from '#campaigns/content.ts';
import { badgePath, CAMPAIGNS_PATH, correctionsPath, countPath, seriesPath } from '#domain/api-paths.ts';
import {
  accessibilityPath,
  campaignPath,
  confirmPath,
  countPagePath,
  feedPath,
  homePath,
  newsSentPath,
  newsThanksPath,
  posterPath,
  privacyPath,
  safetyPath,
  sharePath,
  sheetPath,
  thanksPath,
  threatsPath,
  updatePath,
  viaPath,
  withdrawnPath,
  withdrawPath,
  withdrawSentPath,
} from '#domain/page-paths.ts';
import type { Site } from '#domain/site.ts';

/** An address of this site, and what stands there. */
export interface SiteAddress {
  readonly path: string;
  readonly kind: 'campaign' | 'update' | 'count' | 'thanks' | 'threats' | 'page' | 'file';
  readonly locale: string;
  /** The campaign to which it belongs. */
  readonly content?: CampaignContent;
  readonly update?: Update;
}

/**
 * Every address to which an editor may link, by its path. Drafts have theirs, because previews show them.
 * `files` are the addresses of the files in `public/`.
 */
export function siteAddresses(
  { site, campaigns }: Content,
  { sendsMail, files }: { readonly sendsMail: boolean; readonly files: readonly string[] },
): Map<string, SiteAddress> {
  const own = site.locales.flatMap((locale) => [
    ...ownPages(locale, site),
    ...campaigns.flatMap((content) => [
      ...campaignPages(content, locale, site),
      ...(sendsMail ? mailPages(content, locale, site) : []),
    ]),
  ]);
  const locale = site.defaultLocale;
  const page = (path: string): SiteAddress => ({ path, kind: 'page', locale });
  const file = (path: string): SiteAddress => ({ path, kind: 'file', locale });
  const all = [
    ...own,
    page('/organizers/'),
    page('/404.html'),
    ...['/robots.txt', '/sitemap-index.xml', CAMPAIGNS_PATH, ...files].map(file),
    ...campaigns.flatMap(({ campaign }) =>
      [countPath, seriesPath, badgePath, correctionsPath].map((pathOf) => file(pathOf(campaign.slug))),
    ),
  ];
  return new Map(all.map((address) => [address.path, address]));
}

function ownPages(locale: string, site: Site): SiteAddress[] {
  return [
    { path: homePath(locale, site), kind: 'page', locale },
    { path: privacyPath(locale, site), kind: 'page', locale },
    { path: threatsPath(locale, site), kind: 'threats', locale },
    { path: safetyPath(locale, site), kind: 'page', locale },
    { path: accessibilityPath(locale, site), kind: 'page', locale },
  ];
}

function campaignPages(content: CampaignContent, locale: string, site: Site): SiteAddress[] {
  const { slug, partners } = content.campaign;
  const at = (kind: SiteAddress['kind'], path: string): SiteAddress => ({ path, kind, locale, content });
  return [
    at('campaign', campaignPath(locale, slug, site)),
    ...partners.map((partner) => at('campaign', viaPath(locale, slug, partner.slug, site))),
    at('count', countPagePath(locale, slug, site)),
    at('thanks', thanksPath(locale, slug, site)),
    at('page', withdrawPath(locale, slug, site)),
    at('page', posterPath(locale, slug, site)),
    at('page', sheetPath(locale, slug, site)),
    at('file', feedPath(locale, slug, site)),
    at('file', sharePath(locale, slug, site)),
    ...content.updates.map((update) => ({
      ...at('update', updatePath(locale, slug, update.name, site)),
      update,
    })),
  ];
}

/** Pages that only a site that sends mails has. */
function mailPages(content: CampaignContent, locale: string, site: Site): SiteAddress[] {
  const { slug } = content.campaign;
  return [confirmPath, newsSentPath, newsThanksPath, withdrawSentPath, withdrawnPath].map((pathOf) => ({
    path: pathOf(locale, slug, site),
    kind: 'page',
    locale,
    content,
  }));
}
