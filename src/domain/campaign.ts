import { type CalendarDate, dayIn, isAfter, isBefore } from './calendar-date.ts';

/** What an editor may write as a campaign's status. */
export const STATUSES = ['draft', 'active', 'paused', 'closed', 'won'] as const;
export type Status = (typeof STATUSES)[number];

/** The fields a campaign may ask for besides name and e-mail address. */
export const ASKABLE = ['postalCode', 'country', 'comment', 'updates', 'nameShown'] as const;
export type Askable = (typeof ASKABLE)[number];

/** Signatures gathered on paper or by partners. */
export interface Elsewhere {
  readonly count: number;
  readonly source: string;
  readonly date: CalendarDate;
}

/** A published change of the total, usually below zero. */
export interface Correction {
  readonly count: number;
  readonly reason: string;
  readonly date: CalendarDate;
}

/** A campaign's facts, the same in every language. */
export interface Campaign {
  readonly slug: string;
  readonly status: Status;
  readonly target: string | null;
  readonly organization: string | null;
  readonly goal: number | null;
  readonly opens: CalendarDate | null;
  readonly closes: CalendarDate | null;
  readonly ask: readonly Askable[];
  readonly discreet: boolean;
  /** Days after closing until signatures are erased; `null`: the site's. */
  readonly retention: number | null;
  readonly elsewhere: readonly Elsewhere[];
  readonly corrections: readonly Correction[];
}

/** What a campaign is at a moment: its status, and what its dates make of it. */
export type CampaignState = Status | 'notOpenYet';

/** An active campaign is `notOpenYet` before `opens` and `closed` after `closes`, its last whole day in `timeZone`. */
export function stateOf(campaign: Campaign, timeZone: string, now: Date): CampaignState {
  if (campaign.status !== 'active' || (!campaign.opens && !campaign.closes)) return campaign.status;
  const day = dayIn(timeZone, now);
  if (campaign.opens && isBefore(day, campaign.opens)) return 'notOpenYet';
  if (campaign.closes && isAfter(day, campaign.closes)) return 'closed';
  return 'active';
}

/** The signatures gathered elsewhere, added up. */
export function totalElsewhere(campaign: Campaign): number {
  return campaign.elsewhere.reduce((sum, { count }) => sum + count, 0);
}

/** The published corrections, added up. */
export function totalCorrections(campaign: Campaign): number {
  return campaign.corrections.reduce((sum, { count }) => sum + count, 0);
}
