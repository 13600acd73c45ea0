import { type CampaignContent, type Content, type Text, textIn } from '#campaigns/content.ts';
import { publishedOf } from '#campaigns/published.ts';
import { soundContent } from '#checking/check-all.ts';
import { sharedContent } from '#checking/shared-content.ts';
import { onceUnlessFailed } from '#domain/once.ts';
import { campaignPath } from '#domain/page-paths.ts';
import type { Site } from '#domain/site.ts';
import { toCampaignAnchors } from '#markdown/campaign-anchors.ts';
import { renderText } from '#markdown/render-text.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings } from '#settings/settings.ts';
import { showsDrafts } from '#settings/shows-drafts.ts';
import { checkForSite } from './checked-content.ts';

/**
 * The content that this site shows: what is published, and drafts where `showsDrafts` says so. Start and build share
 * what they checked. Else this process reads it, once.
 */
export async function shownContent(): Promise<Content> {
  const content = await (sharedContent() ?? ownContent());
  return showsDrafts(readSettings().context ?? '') ? content : publishedOf(content);
}

const ownContent = onceUnlessFailed(async () => soundContent(await checkForSite(PROJECT_ROOT)));

/** The content that is published. Signing is possible there, and statements about data hold for it. */
export async function publishedContent(): Promise<Content> {
  return publishedOf(await shownContent());
}

/** The HTML of a text. It renders each text once for all pages. */
export function htmlOf({ source }: Text<unknown>): Promise<string> {
  return renderText(PROJECT_ROOT, source);
}

/** The HTML of an update. What it says about its campaign's page leads there. */
export async function newsHtmlOf(
  text: Text<unknown>,
  { campaign, texts }: CampaignContent,
  site: Site,
  locale: string,
): Promise<string> {
  const pages = [locale, text.locale, site.defaultLocale].map(async (locale) => ({
    path: campaignPath(locale, campaign.slug, site),
    html: await htmlOf(textIn(texts, locale, site.defaultLocale)),
  }));
  return toCampaignAnchors(await htmlOf(text), await Promise.all(pages));
}

/** Renders every text, which registers all pictures. */
export async function renderEverything(): Promise<void> {
  const { campaigns } = await shownContent();
  const texts = campaigns.flatMap(({ texts, updates }) => [
    ...texts,
    ...updates.flatMap((update) => update.texts),
  ]);
  for (const text of texts) await htmlOf(text);
}
