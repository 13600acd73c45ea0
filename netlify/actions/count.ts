import { type Campaign, keySlugOf, stateOf } from '#domain/campaign.ts';
import { type SignatureCount, type Tally, toCount } from '#domain/count.ts';
import type { Kept } from './kept.ts';
import { tally, type TallyServices } from './tally.ts';

/** What counting needs from outside. It holds no signature and no secret. */
export interface CountingServices extends TallyServices {
  readonly kept: Kept<Tally>;
  readonly now: () => Date;
}

/**
 * `counted`: nobody counts again for `freshForMs`. `stale`: the store is down, and `count` is the last good
 * count. `unknown`: nobody may know of the campaign, because it is a draft or does not exist.
 */
export type CountOutcome =
  | { readonly kind: 'counted'; readonly count: SignatureCount; readonly freshForMs: number }
  | { readonly kind: 'stale'; readonly count: SignatureCount; readonly cause: unknown }
  | { readonly kind: 'unavailable'; readonly cause: unknown }
  | { readonly kind: 'unknown' };

/** Counts a campaign's signatures. It does not throw: a store error gives `stale` or `unavailable`. */
export async function countSignatures(
  campaign: Campaign | null,
  timeZone: string,
  services: CountingServices,
): Promise<CountOutcome> {
  if (campaign === null || campaign.status === 'draft') return { kind: 'unknown' };
  const { kept, now } = services;
  const key = keySlugOf(campaign);
  const toAnswer = (found: Tally) =>
    toCount(campaign, found, stateOf(campaign, timeZone, now()) === 'active');
  try {
    const { value, freshUntilMs } = await kept.fresh(key, () => tally(campaign, services, now()));
    return { kind: 'counted', count: toAnswer(value), freshForMs: freshUntilMs - performance.now() };
  } catch (cause) {
    const last = kept.last(key);
    return last ? { kind: 'stale', count: toAnswer(last.value), cause } : { kind: 'unavailable', cause };
  }
}
