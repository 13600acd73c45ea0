import { type CampaignContent, type Content, textIn } from '#campaigns/content.ts';
import { campaignPath, homePath } from '#domain/page-paths.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';

/** Where a text stands on the site. */
export interface TextPlace {
  /** The file, from the project's folder. */
  readonly file: string;
  readonly source: FrontMatterFile;
  readonly locale: string;
  /** `null` where nobody can read the campaign. */
  readonly campaign: CampaignContent | null;
  readonly isUpdate: boolean;
  readonly isDraft: boolean;
  /** The address of the text's campaign, or of the home page. */
  readonly page: string;
}

/** Takes a text's place from its path: `content/campaigns/<slug>/updates/<date>-<name>.<locale>.md`. */
export function textPlace(source: FrontMatterFile, content: Content | null): TextPlace {
  const { file } = source;
  const [, , slug = ''] = file.split('/');
  const isUpdate = file.split('/').at(-2) === 'updates';
  const [, written = ''] = /([^./]+)\.md$/u.exec(file) ?? [];
  const campaign = content?.campaigns.find((each) => each.campaign.slug === slug) ?? null;
  const locale =
    content?.site.locales.includes(written) === true ? written : (content?.site.defaultLocale ?? 'en');
  const page =
    content === null
      ? '/'
      : campaign
        ? campaignPath(locale, slug, content.site)
        : homePath(locale, content.site);
  return { file, source, locale, campaign, isUpdate, isDraft: campaign?.campaign.status === 'draft', page };
}

/** The text that a page of this campaign shows in a language. */
export function shownText(
  { campaign, source }: TextPlace,
  locale: string,
  content: Content,
): FrontMatterFile {
  return campaign ? textIn(campaign.texts, locale, content.site.defaultLocale).source : source;
}
