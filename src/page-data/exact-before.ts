import * as v from 'valibot';
import { countPath } from '#domain/api-paths.ts';
import type { Campaign } from '#domain/campaign.ts';
import { isExact } from '#domain/count.ts';
import { liveAnswer, type Named } from './live-answer.ts';

/** A campaign by its names, and whether its number is exact. */
export type Coarsened = Named & Pick<Campaign, 'discreet' | 'confirmation'>;

/** A deploy of before November 2026 does not say it, and was exact. */
const ExactSchema = v.object({ campaign: v.string(), exact: v.optional(v.boolean(), true) });

/**
 * True for a campaign whose number is coarse from this build on. The live site may still tell an exact one, which must
 * not be built into a page.
 */
export async function isExactBefore(campaign: Coarsened, siteUrl: string | null): Promise<boolean> {
  if (isExact(campaign)) return false;
  const count = await liveAnswer(campaign, siteUrl, { pathOf: countPath, schema: ExactSchema });
  return count?.exact !== false;
}
