import type { CalendarDate } from './calendar-date.ts';
import { lastDayOf } from './calendar-date.ts';
import { type Campaign, totalElsewhere } from './campaign.ts';
import type { SignatureCount } from './count.ts';

/** The number in a built page. Without a number the page shows words, never a zero that looks live. */
export type ShownCount =
  | { readonly kind: 'counted'; readonly count: number; readonly asOf: string }
  | { readonly kind: 'elsewhere'; readonly count: number; readonly asOf: CalendarDate }
  | { readonly kind: 'unknown' };

/** The live site's count if the build has it, else the number collected elsewhere. */
export function shownCount(campaign: Campaign, built: SignatureCount | null): ShownCount {
  if (built) return { kind: 'counted', count: built.count, asOf: built.asOf };
  const latest = campaign.elsewhere
    .map(({ date }) => date)
    .reduce<CalendarDate | null>((a, b) => (a && lastDayOf(a) > lastDayOf(b) ? a : b), null);
  if (!latest) return { kind: 'unknown' };
  return { kind: 'elsewhere', count: totalElsewhere(campaign), asOf: latest };
}
