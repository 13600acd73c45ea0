import { type Campaign, keySlugOf, stateOf } from '#domain/campaign.ts';
import { type SignatureCount, type Tally, toCount } from '#domain/count.ts';
import type { Kept } from './kept.ts';
import { type LastGood, lastGood, mapGood } from './last-good.ts';
import { tally, type TallyServices } from './tally.ts';

/** What counting needs from outside. It holds no signature and no secret. */
export interface CountingServices extends TallyServices {
  readonly kept: Kept<Tally>;
  readonly now: () => Date;
}

/** Counts a published campaign's signatures. It does not throw. */
export async function countSignatures(
  campaign: Campaign,
  timeZone: string,
  services: CountingServices,
): Promise<LastGood<SignatureCount>> {
  const { kept, now } = services;
  const found = await lastGood(kept, keySlugOf(campaign), () => tally(campaign, services, now()));
  return mapGood(found, (tallied) =>
    toCount(campaign, tallied, stateOf(campaign, timeZone, now()) === 'active'),
  );
}
