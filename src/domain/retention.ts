import { dayIn, lastDayOf } from './calendar-date.ts';
import type { Campaign } from './campaign.ts';

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
  if (!campaign.closes) return null;
  const day = new Date(`${lastDayOf(campaign.closes)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + retentionDays(campaign, site));
  return day.toISOString().slice(0, 10);
}

/** True if `now` is after a campaign's last day of retention, in the site's time zone. */
export function isErasureDue(campaign: Campaign, site: RetentionPolicy, now: Date): boolean {
  const last = lastDayKept(campaign, site);
  return last !== null && dayIn(site.timeZone, now) > last;
}

/** True for a finished campaign without a closing day: its signatures cannot be erased in time. */
export function lacksClosingDay({ status, closes }: Campaign): boolean {
  return (status === 'closed' || status === 'won') && closes === null;
}
