import type { Campaign } from '#domain/campaign.ts';
import { isExact } from '#domain/count.ts';
import { lacksClosingDay } from '#domain/retention.ts';
import type { Numbers } from '#store/stored-numbers.ts';

/**
 * The stored numbers, as far as anybody may see them; `null` for none. Of a coarse number nothing is shown before its
 * first change. What stands then was exact, or it stands because a single signature came. When some were erased is
 * told where the number hides nobody, and where the closing day gives the time.
 */
export function shownNumbers(
  campaign: Pick<Campaign, 'discreet' | 'confirmation' | 'closes'>,
  numbers: Numbers | null,
): Numbers | null {
  if (numbers === null || isExact(campaign)) return numbers;
  if (numbers.coarse === null) return null;
  return numbers.online === 0 || lacksClosingDay(campaign) ? { ...numbers, erased: null } : numbers;
}
