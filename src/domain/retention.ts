import { dayIn, daysAfter, lastDayOf } from './calendar-date.ts';
import type { Campaign } from './campaign.ts';

/**
 * While a campaign names no last day, each of its signatures is erased this many days after it was given. The
 * days count at the earliest from the day on which retention first found no last day.
 */
export const UNDATED_DAYS = 730;

/** Signatures of a preview are tries. They are erased this many days after the first of them. */
export const PREVIEW_DAYS = 7;

/** The site's retention: its number of days and its time zone. */
interface RetentionPolicy {
  readonly retention: number;
  readonly timeZone: string;
}

/** How many days after closing a campaign's signatures are kept. */
export function retentionDays({ retention }: Campaign, site: Pick<RetentionPolicy, 'retention'>): number {
  return retention ?? site.retention;
}

/** The last day on which a campaign's signatures are kept; `null` if it has no closing day. */
export function lastDayKept(campaign: Campaign, site: RetentionPolicy): string | null {
  return campaign.closes && daysAfter(lastDayOf(campaign.closes), retentionDays(campaign, site));
}

/** True if `now` is after a campaign's last day of retention, in the site's time zone. */
export function isErasureDue(campaign: Campaign, site: RetentionPolicy, now: Date): boolean {
  const last = lastDayKept(campaign, site);
  return last !== null && dayIn(site.timeZone, now) > last;
}

/** True for a campaign without a closing day: each of its signatures is erased by its own age. */
export function lacksClosingDay({ closes }: Pick<Campaign, 'closes'>): boolean {
  return closes === null;
}
