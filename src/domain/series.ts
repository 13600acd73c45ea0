import type { Campaign } from './campaign.ts';
import { type Basis, basisOf } from './count.ts';

/** A campaign's published number over time, as the endpoint sends it. */
export interface Series {
  readonly campaign: string;
  readonly basis: Basis;
  /** The start (ISO 8601 UTC) of each hour or day at whose end the number had changed, the oldest first. */
  readonly points: readonly (readonly [at: string, online: number])[];
}

/** The automatic corrections of a campaign, as the endpoint sends them. They name no reason and nobody. */
export interface Corrections {
  readonly campaign: string;
  /** How many signatures were set aside at the end of each day (UTC) on which that changed; oldest first. */
  readonly setAside: readonly (readonly [day: string, signatures: number])[];
}

/** A campaign's series from its points. */
export function toSeries(campaign: Campaign, points: Series['points']): Series {
  return { campaign: campaign.slug, basis: basisOf(campaign), points };
}

/** A campaign's automatic corrections. */
export function toCorrections(campaign: Campaign, setAside: Corrections['setAside']): Corrections {
  return { campaign: campaign.slug, setAside };
}
