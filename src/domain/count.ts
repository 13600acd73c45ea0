import { type Campaign, totalCorrections, totalElsewhere } from './campaign.ts';

/** What the addresses behind a number are: typed by anybody, or each proven by a mail to it. */
export const BASES = ['claimed', 'confirmed'] as const;
/** One of the bases. */
export type Basis = (typeof BASES)[number];

/** The count that the endpoint sends and the page shows. `count` is online + elsewhere + corrections. */
export interface SignatureCount {
  readonly campaign: string;
  readonly count: number;
  readonly online: number;
  readonly elsewhere: number;
  readonly goal: number | null;
  readonly open: boolean;
  /** What the addresses behind `online` are. */
  readonly basis: Basis;
  /** ISO 8601 UTC: the moment of the online count. */
  readonly asOf: string;
}

/** What the addresses behind a campaign's number are. */
export function basisOf({ confirmation }: Pick<Campaign, 'confirmation'>): Basis {
  return confirmation === 'required' ? 'confirmed' : 'claimed';
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
    basis: basisOf(campaign),
    asOf: asOf.toISOString(),
  };
}
