import { type CampaignContent, type Content, textIn } from '#campaigns/content.ts';
import type { DeskCampaign, DeskData } from '#desk/desk-data.ts';
import { organizationOf } from '#domain/campaign.ts';
import { basisOf } from '#domain/count.ts';
import { posterPath, sheetPath } from '#domain/page-paths.ts';
import type { Site } from '#domain/site.ts';

/** The data that the desk needs from the content; the build makes it. */
export function toDeskData({ site, campaigns }: Content): DeskData {
  const { timeZone, defaultLocale, locales } = site;
  return {
    timeZone,
    defaultLocale,
    locales,
    campaigns: campaigns.map((content) => toDeskCampaign(content, site)),
  };
}

function toDeskCampaign({ campaign, texts }: CampaignContent, site: Site): DeskCampaign {
  const { slug, target, elsewhere, corrections } = campaign;
  const words = site.locales.map((locale) => {
    const text = textIn(texts, locale, site.defaultLocale);
    return [
      locale,
      {
        title: text.words.title,
        lang: text.locale,
        poster: posterPath(locale, slug, site),
        sheet: sheetPath(locale, slug, site),
      },
    ] as const;
  });
  return {
    slug,
    organization: organizationOf(campaign, site),
    target: target ?? '',
    basis: basisOf(campaign),
    elsewhere: [...elsewhere],
    corrections: [...corrections],
    words: Object.fromEntries(words),
  };
}
