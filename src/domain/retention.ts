import { dayIn, lastDayOf } from './calendar-date.ts';
import type { Campaign } from './campaign.ts';

/** The site's side of the rule: its own number of days, and where its days begin. */
interface RetentionPolicy {
  readonly retention: number;
  readonly timeZone: string;
}

/** How many days after its closing a campaign's signatures are kept. */
export function retentionDays({ retention }: Campaign, site: Pick<RetentionPolicy, 'retention'>): number {
  return retention ?? site.retention;
}

/** The last day on which a campaign's signatures are kept; `null` where no closing day is known. */
export function lastDayKept(campaign: Campaign, site: RetentionPolicy): string | null {
  if (!campaign.closes) return null;
  const day = new Date(`${lastDayOf(campaign.closes)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + retentionDays(campaign, site));
  return day.toISOString().slice(0, 10);
}

/** True once a campaign's signatures are to be erased: after their last day, whole, in the site's time zone. */
export function isErasureDue(campaign: Campaign, site: RetentionPolicy, now: Date): boolean {
  const last = lastDayKept(campaign, site);
  return last !== null && dayIn(site.timeZone, now) > last;
}

/** True for a campaign that is over and does not say since when: nothing of it can be erased in time. */
export function lacksClosingDay({ status, closes }: Campaign): boolean {
  return (status === 'closed' || status === 'won') && closes === null;
}
