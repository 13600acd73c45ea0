import { type Campaign, totalCorrections, totalElsewhere } from './campaign.ts';

/** The count that the endpoint sends and the page shows. `count` is online + elsewhere + corrections. */
export interface SignatureCount {
  readonly campaign: string;
  readonly count: number;
  readonly online: number;
  readonly elsewhere: number;
  readonly goal: number | null;
  readonly open: boolean;
  /** ISO 8601 UTC: the moment of the online count. */
  readonly asOf: string;
}

/** A campaign's total from the number of signatures in the store. It is never below zero. */
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
