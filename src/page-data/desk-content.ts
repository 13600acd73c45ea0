import { type CampaignContent, type Content, textIn } from '#campaigns/content.ts';
import { targetIn } from '#campaigns/target.ts';
import { signedText, textDigest } from '#campaigns/text-digest.ts';
import type { DeskCampaign, DeskData } from '#desk/desk-data.ts';
import { organizationOf } from '#domain/campaign.ts';
import { basisOf, isExact } from '#domain/count.ts';
import { campaignPath, countPagePath, posterPath, sheetPath } from '#domain/page-paths.ts';
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
  const { slug, elsewhere, corrections, partners, changes, samples } = campaign;
  const words = site.locales.map((locale) => {
    const text = textIn(texts, locale, site.defaultLocale);
    return [
      locale,
      {
        title: text.words.title,
        lang: text.locale,
        target: targetIn(text, campaign, site)?.name ?? '',
        page: campaignPath(locale, slug, site),
        poster: posterPath(locale, slug, site),
        sheet: sheetPath(locale, slug, site),
        count: countPagePath(locale, slug, site),
        text: textDigest(signedText(text, campaign)),
      },
    ] as const;
  });
  return {
    slug,
    organization: organizationOf(campaign, site),
    basis: basisOf(campaign),
    exact: isExact(campaign),
    elsewhere: [...elsewhere],
    corrections: [...corrections],
    partners: [...partners],
    changes: [...changes],
    samples: [...samples],
    words: Object.fromEntries(words),
  };
}
