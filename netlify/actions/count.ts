import { type Campaign, keySlugOf, stateOf } from '#domain/campaign.ts';
import { type SignatureCount, toCount } from '#domain/count.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** What counting needs from outside. It holds no signature and no secret. */
export interface CountingServices {
  readonly count: SignatureStore['count'];
  /** The last good count of each campaign. */
  readonly lastGood: Map<string, SignatureCount>;
  readonly now: () => Date;
}

/**
 * `stale`: the store is down, and `count` is the last good count. `costMs`: how long the count takes.
 * `unknown`: nobody may know of the campaign, because it is a draft or does not exist.
 */
export type CountOutcome =
  | { readonly kind: 'counted'; readonly count: SignatureCount; readonly costMs: number }
  | { readonly kind: 'stale'; readonly count: SignatureCount; readonly cause: unknown }
  | { readonly kind: 'unavailable'; readonly cause: unknown }
  | { readonly kind: 'unknown' };

/** Counts a campaign's signatures. It does not throw: a store error gives `stale` or `unavailable`. */
export async function countSignatures(
  campaign: Campaign | null,
  timeZone: string,
  { count, lastGood, now }: CountingServices,
): Promise<CountOutcome> {
  if (campaign === null || campaign.status === 'draft') return { kind: 'unknown' };
  const asOf = now();
  const isOpen = stateOf(campaign, timeZone, asOf) === 'active';
  const started = performance.now();
  try {
    const counted = toCount(campaign, await count(keySlugOf(campaign)), isOpen, asOf);
    lastGood.set(campaign.slug, counted);
    return { kind: 'counted', count: counted, costMs: performance.now() - started };
  } catch (cause) {
    const known = lastGood.get(campaign.slug);
    return known
      ? { kind: 'stale', count: { ...known, open: isOpen }, cause }
      : { kind: 'unavailable', cause };
  }
}
