import type { Campaign } from '#domain/campaign.ts';
import { basisOf, isExact, type SignatureCount } from '#domain/count.ts';
import { hasOnline } from '#domain/told-number.ts';
import { readSettings } from '#settings/settings.ts';
import type { Named } from './live-answer.ts';
import { liveCount } from './live-count.ts';

/** What a count is asked for: a campaign's names, and what its number stands for. */
type Counted = Named & Pick<Campaign, 'confirmation' | 'discreet'>;

/**
 * The count of the live site that a page may show, asked once a build. It is `null` where there is none. A build
 * never fails because of a missing count. It is `null` too where an exact number has to become coarse.
 * And it is where the number stands for something else by now.
 */
export async function builtCount(
  campaign: Counted,
  siteUrl = readSettings().siteUrl,
): Promise<SignatureCount | null> {
  const count = await liveCount(campaign, siteUrl);
  if (count === null || (count.exact && !isExact(campaign)) || hasChangedBasis(campaign, count)) return null;
  return count;
}

/** True for a number that stands for another kind of signature. A coarse number of 0 may hide some. */
export function hasChangedBasis(campaign: Pick<Campaign, 'confirmation'>, count: SignatureCount): boolean {
  return hasOnline(count) && count.basis !== basisOf(campaign);
}
