import type { Campaign } from '#domain/campaign.ts';
import { lacksClosingDay, retentionDays, UNDATED_DAYS } from '#domain/retention.ts';
import type { Site } from '#domain/site.ts';
import type { Translator } from '#i18n/translate.ts';

/** When a campaign's signatures are erased, in words that follow “is erased”. */
export function erasedWhen(campaign: Campaign, site: Site, t: Translator): string {
  const days = retentionDays(campaign, site);
  return lacksClosingDay(campaign)
    ? t('erased.undated', { days, undated: UNDATED_DAYS })
    : t('erased.dated', { days });
}

/** How long a campaign's signatures are kept, in words that follow “is kept”. */
export function keptUntil(campaign: Campaign, site: Site, t: Translator): string {
  const days = retentionDays(campaign, site);
  return lacksClosingDay(campaign)
    ? t('kept.undated', { days, undated: UNDATED_DAYS })
    : t('kept.dated', { days });
}
