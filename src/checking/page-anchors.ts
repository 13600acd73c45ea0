import { type CampaignContent, textIn, type Update } from '#campaigns/content.ts';
import type { Site } from '#domain/site.ts';
import { textAnchors } from '#markdown/text-anchors.ts';
import type { SiteAddress } from './site-addresses.ts';

/** The ids of a page's frame that stay. A site test holds them against the built pages. */
const FRAME: Readonly<Record<SiteAddress['kind'], readonly string[]>> = {
  campaign: ['main', 'sign', 'share-title'],
  update: ['main', 'share-title'],
  thanks: ['main', 'thanks'],
  count: ['main', 'text', 'who', 'twice', 'inflate', 'paper', 'questions', 'raw'],
  threats: ['main'],
  page: ['main'],
  file: [],
};

/** The ids that a page of a campaign has. `mayHave` are those that come and go with its state. */
export interface PageAnchors {
  readonly has: ReadonlySet<string>;
  readonly mayHave: ReadonlySet<string>;
}

/** The ids on a page of this site. `root` is the project's folder. */
export async function pageAnchors(root: string, address: SiteAddress, site: Site): Promise<PageAnchors> {
  const { kind, content, update, locale } = address;
  const frame = FRAME[kind];
  if (kind === 'campaign' && content)
    return {
      has: new Set([...frame, ...(await campaignIds(root, content, locale, site))]),
      mayHave: new Set(COMING_AND_GOING),
    };
  if (kind === 'update' && update)
    return { has: new Set([...frame, ...(await updateIds(root, update, locale, site))]), mayHave: NEWS };
  return { has: new Set(frame), mayHave: kind === 'thanks' ? NEWS : new Set() };
}

/** Stand where the site sends mail. */
const NEWS: ReadonlySet<string> = new Set(['news', 'news-email', 'news-title']);

/** What stands on a campaign's page in some of its states, or with some of its facts. */
const COMING_AND_GOING = [
  ...NEWS,
  'sign-title',
  'notice-title',
  'name',
  'email',
  'postalCode',
  'country',
  'comment',
  'nameShown',
  'updates',
  'updates-title',
  'sources-title',
];

async function campaignIds(
  root: string,
  { texts, updates }: CampaignContent,
  locale: string,
  site: Site,
): Promise<string[]> {
  const { ids } = await textAnchors(root, textIn(texts, locale, site.defaultLocale).source);
  // The page shows the newest update whole.
  const [newest] = updates;
  return [...ids, ...(newest ? await updateIds(root, newest, locale, site) : [])];
}

async function updateIds(root: string, update: Update, locale: string, site: Site): Promise<string[]> {
  const { ids } = await textAnchors(root, textIn(update.texts, locale, site.defaultLocale).source);
  return [...ids];
}
