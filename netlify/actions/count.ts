import { type Campaign, keySlugOf, stateOf } from '#domain/campaign.ts';
import { type SignatureCount, toCount } from '#domain/count.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import type { KeptCount, KeptCounts } from './kept-counts.ts';

/** What counting needs from outside. It holds no signature and no secret. */
export interface CountingServices {
  readonly count: SignatureStore['count'];
  readonly kept: KeptCounts;
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
  { count, kept, now }: CountingServices,
): Promise<CountOutcome> {
  if (campaign === null || campaign.status === 'draft') return { kind: 'unknown' };
  const key = keySlugOf(campaign);
  const toAnswer = ({ online, asOf }: KeptCount) =>
    toCount(campaign, online, stateOf(campaign, timeZone, now()) === 'active', asOf);
  try {
    const counted = await kept.fresh(key, count, now());
    const freshForMs = counted.freshUntilMs - performance.now();
    return { kind: 'counted', count: toAnswer(counted), freshForMs };
  } catch (cause) {
    const last = kept.last(key);
    return last ? { kind: 'stale', count: toAnswer(last), cause } : { kind: 'unavailable', cause };
  }
}
