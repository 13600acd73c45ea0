import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { Numbers, NumberStore } from '#store/stored-numbers.ts';
import type { Kept } from './kept.ts';
import { type LastGood, lastGood } from './last-good.ts';
import { shownNumbers } from './shown-numbers.ts';

/** What reading the published numbers needs from outside. */
export interface NumberServices {
  readonly numbers: Pick<NumberStore, 'read'>;
  /** `null` stands for a campaign of which nothing is published. */
  readonly kept: Kept<Numbers | null>;
}

/** The numbers that the hourly function wrote, as far as anybody may see them. It does not throw. */
export function publishedNumbers(
  campaign: Campaign,
  { numbers, kept }: NumberServices,
): Promise<LastGood<Numbers | null>> {
  const key = keySlugOf(campaign);
  return lastGood(kept, key, async () => shownNumbers(campaign, await numbers.read(key)));
}
