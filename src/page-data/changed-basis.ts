import pLimit from 'p-limit';
import { type CampaignContent, type Content, textIn } from '#campaigns/content.ts';
import type { Campaign } from '#domain/campaign.ts';
import { COARSE_MIN } from '#domain/coarse-number.ts';
import type { SignatureCount } from '#domain/count.ts';
import type { Site } from '#domain/site.ts';
import { readSettings } from '#settings/settings.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { hasChangedBasis } from './built-count.ts';
import { liveCount } from './live-count.ts';

/** So many requests at a time are one reader of the live site, and no attack. */
const MAX_REQUESTS = 8;

/**
 * The mistakes of all campaigns whose `confirmation` changed while the live site counts signatures. Their number
 * would mix two kinds. It is empty without a live site, and a count that nobody answers is no mistake.
 */
export async function changedBasisMistakes(
  { site, campaigns }: Content,
  siteUrl = readSettings().siteUrl,
): Promise<ContentMistake[]> {
  const limit = pLimit(MAX_REQUESTS);
  const found = campaigns.map((content) =>
    limit(async () => {
      const count = await liveCount(content.campaign, siteUrl);
      return count && hasChangedBasis(content.campaign, count) ? mistakeOf(content, count, site) : [];
    }),
  );
  return (await Promise.all(found)).flat();
}

function mistakeOf(
  { campaign, texts }: CampaignContent,
  count: SignatureCount,
  { defaultLocale }: Site,
): ContentMistake[] {
  const { source } = textIn(texts, defaultLocale, defaultLocale);
  return [source.frontMatter.mistakeAt(['confirmation'], why(campaign, count))];
}

function why(
  { confirmation }: Pick<Campaign, 'confirmation'>,
  { online, exact, basis }: SignatureCount,
): string {
  const before = basis === 'confirmed' ? 'required' : 'none';
  const many = exact ? String(online) : `a coarse number: ${online || `fewer than ${COARSE_MIN}`}`;
  return (
    `\`confirmation\` is ${confirmation}, and was ${before} for the signatures of the live site (${many}), ` +
    `so the number would mix two kinds: write \`confirmation: ${before}\` again, or make another campaign with npm run new`
  );
}
