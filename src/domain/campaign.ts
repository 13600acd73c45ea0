import type * as v from 'valibot';
import { type CalendarDate, dayIn, isAfter, isBefore } from './calendar-date.ts';
import type { FactsSchema } from './campaign-schema.ts';
import type { Site } from './site.ts';

/** A campaign: its slug and its facts, which are the same in every language. */
export type Campaign = Readonly<v.InferOutput<typeof FactsSchema>> & { readonly slug: string };

/**
 * The slug in store keys, in the ids of signatures and in tokens: the campaign's oldest one. It stays when the
 * campaign is renamed, so nobody signs twice and nothing is lost.
 */
export function keySlugOf({ slug, formerly }: Pick<Campaign, 'slug' | 'formerly'>): string {
  return formerly[0] ?? slug;
}

/** Every slug that a campaign answers to: the present one first, then the earlier ones. */
export function slugsOf({ slug, formerly }: Pick<Campaign, 'slug' | 'formerly'>): readonly string[] {
  return [slug, ...formerly];
}

/** A campaign's state at a moment: its status, adjusted by its dates. */
export type CampaignState = Campaign['status'] | 'notOpenYet';

/**
 * The state at `now`. An active campaign is `notOpenYet` before `opens` and `closed` after the last day of
 * `closes`.
 */
export function stateOf(campaign: Campaign, timeZone: string, now: Date): CampaignState {
  if (campaign.status !== 'active' || (!campaign.opens && !campaign.closes)) return campaign.status;
  const day = dayIn(timeZone, now);
  if (campaign.opens && isBefore(day, campaign.opens)) return 'notOpenYet';
  if (campaign.closes && isAfter(day, campaign.closes)) return 'closed';
  return 'active';
}

/** True for a campaign that takes no more signatures, ever. */
export function isOver(state: string): state is 'closed' | 'won' {
  return state === 'closed' || state === 'won';
}

/**
 * The last day (or month) of a campaign that is over, on `day`. It is `null` for a campaign that goes on. And it is
 * where the day is not known, or ahead: an editor can end a campaign early.
 */
export function endOf(
  { closes }: Pick<Campaign, 'closes'>,
  state: CampaignState,
  day: string,
): CalendarDate | null {
  return isOver(state) && closes && !isBefore(day, closes) ? closes : null;
}

/** Who runs a campaign: its own organization, or the site's. */
export function organizationOf({ organization }: Campaign, site: Site): string {
  return organization ?? site.organization.name;
}

/** The sum of the signatures collected elsewhere. */
export function totalElsewhere(campaign: Campaign): number {
  return campaign.elsewhere.reduce((sum, { count }) => sum + count, 0);
}

/** The sum of the published corrections. */
export function totalCorrections(campaign: Campaign): number {
  return campaign.corrections.reduce((sum, { count }) => sum + count, 0);
}
