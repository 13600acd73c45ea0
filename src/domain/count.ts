import { type Campaign, totalCorrections, totalElsewhere } from './campaign.ts';

/** What the count endpoint says and the page shows. `count` is online + elsewhere + corrections. */
export interface SignatureCount {
  readonly campaign: string;
  readonly count: number;
  readonly online: number;
  readonly elsewhere: number;
  readonly goal: number | null;
  readonly open: boolean;
  /** ISO 8601 UTC: when the online signatures were counted. */
  readonly asOf: string;
}

/** Adds up a campaign's total from the signatures in the store. Never below zero. */
export function toCount(campaign: Campaign, online: number, open: boolean, asOf: Date): SignatureCount {
  const elsewhere = totalElsewhere(campaign);
  return {
    campaign: campaign.slug,
    count: Math.max(0, online + elsewhere + totalCorrections(campaign)),
    online,
    elsewhere,
    goal: campaign.goal,
    open,
    asOf: asOf.toISOString(),
  };
}
