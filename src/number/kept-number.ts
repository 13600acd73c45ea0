import { dayIn, inWords } from '#domain/calendar-date.ts';
import { type Campaign, type CampaignState, isOver, totalElsewhere } from '#domain/campaign.ts';
import { isErasureDue, lacksClosingDay, lastDayKept, UNDATED_DAYS } from '#domain/retention.ts';
import type { ShownCount } from '#domain/shown-count.ts';
import type { Site } from '#domain/site.ts';
import { hasOnline } from '#domain/told-number.ts';
import type { Translator } from '#i18n/translate.ts';

/** A campaign, and the number that its page shows. */
interface Kept {
  readonly campaign: Campaign;
  readonly site: Site;
  readonly state: CampaignState;
  readonly shown: ShownCount;
  /** When the page is built, or its number asked for. */
  readonly now: Date;
}

/**
 * Says when a number outlives its signatures. A campaign that is over says it beforehand too: so the page keeps its
 * room. It is empty for a campaign that goes on, and where nobody signed here.
 */
export function keptNumber({ campaign, site, state, shown, now }: Kept, t: Translator): string {
  const counted = shown.kind === 'counted' ? shown : null;
  if (counted?.erased) {
    const day = dayIn(site.timeZone, new Date(counted.erased));
    return erasedWords(campaign, t).replace('{date}', inWords(day, t.locale));
  }
  if (!isOver(state) || (counted && !hasOnline(counted))) return '';
  const last = lastDayKept(campaign, site);
  // Nothing said yet that they were erased: the page does not say more than it knows.
  const words = isErasureDue(campaign, site, now) ? 'count.kept.due' : 'count.kept';
  return last ? t(words, { date: inWords(last, t.locale) }) : t('count.kept.undated', { days: UNDATED_DAYS });
}

/** Without a closing day each signature goes at its own time. Those from elsewhere are not ours to erase. */
function erasedWords(campaign: Campaign, t: Translator): string {
  if (lacksClosingDay(campaign)) return t('count.erased.older');
  return t(totalElsewhere(campaign) > 0 ? 'count.erased.here' : 'count.erased');
}
