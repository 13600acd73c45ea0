import type { APIContext } from 'astro';
import { textIn } from '#campaigns/content.ts';
import { targetIn } from '#campaigns/target.ts';
import { organizationOf } from '#domain/campaign.ts';
import { directionOf } from '#i18n/language.ts';
import { translator } from '#i18n/translate.ts';
import { keptShareCard } from '#page-data/kept-pictures.ts';
import { campaignPaths } from '#page-data/static-paths.ts';

/** One image for each campaign and locale. */
export const getStaticPaths = campaignPaths;

type Props = Awaited<ReturnType<typeof campaignPaths>>[number]['props'];

/**
 * The image that social networks show with a link to a campaign. A discreet campaign's image names nothing.
 */
export async function GET({ props }: APIContext<Props>): Promise<Response> {
  const { site, locale, content } = props;
  const { campaign, texts } = content;
  const t = translator(locale);
  const text = textIn(texts, locale, site.defaultLocale);
  const { words, locale: language } = text;
  const to = targetIn(text, campaign, site);
  const card = campaign.discreet
    ? { to: null, heading: t('page.discreet'), organization: null, direction: directionOf(t.locale) }
    : {
        to: to && { label: t('campaign.to'), target: to.name },
        heading: words.title,
        organization: organizationOf(campaign, site),
        direction: directionOf(language),
      };
  const image = await keptShareCard(card, (lost) => {
    console.warn(
      `content/campaigns/${campaign.slug}: the share image for ${locale} does not show “${lost}” as it is written, because this machine has no font for it. The image goes without.`,
    );
  });
  return new Response(new Uint8Array(image), { headers: { 'content-type': 'image/png' } });
}
