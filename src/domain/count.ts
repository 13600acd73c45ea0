import { type Campaign, totalCorrections, totalElsewhere } from './campaign.ts';

/** What the addresses behind a number are: typed by anybody, or each proven by a mail to it. */
export const BASES = ['claimed', 'confirmed'] as const;
/** One of the bases. */
export type Basis = (typeof BASES)[number];

/** What is published of the signatures made on the site, at one moment. */
export interface Tally {
  /** Those that count. */
  readonly online: number;
  /** Those that organizers set aside. */
  readonly setAside: number;
  /** ISO 8601 UTC: when retention last erased some; `null` if it never did. They stay in the two numbers. */
  readonly erased: string | null;
  /** ISO 8601 UTC: the moment of the two numbers. */
  readonly asOf: string;
}

/** The count that the endpoint sends and the page shows. `count` is online + elsewhere + corrections. */
export interface SignatureCount extends Tally {
  readonly campaign: string;
  readonly count: number;
  readonly elsewhere: number;
  readonly goal: number | null;
  readonly open: boolean;
  /** What the addresses behind `online` are. */
  readonly basis: Basis;
  /** False where `online` is coarse, so that nobody can tell from it who signed. */
  readonly exact: boolean;
}

/** What the addresses behind a campaign's number are. */
export function basisOf({ confirmation }: Pick<Campaign, 'confirmation'>): Basis {
  return confirmation === 'required' ? 'confirmed' : 'claimed';
}

/** False for a discreet campaign that checks no address: there anybody could ask the number who signed. */
export function isExact({ discreet, confirmation }: Pick<Campaign, 'discreet' | 'confirmation'>): boolean {
  return !discreet || confirmation === 'required';
}

/** A campaign's total from its tally. It is never below zero. */
export function toCount(
  campaign: Campaign,
  { online, setAside, erased, asOf }: Tally,
  open: boolean,
): SignatureCount {
  const elsewhere = totalElsewhere(campaign);
  return {
    campaign: campaign.slug,
    count: Math.max(0, online + elsewhere + totalCorrections(campaign)),
    online,
    elsewhere,
    goal: campaign.goal,
    open,
    basis: basisOf(campaign),
    exact: isExact(campaign),
    setAside,
    erased,
    asOf,
  };
}
