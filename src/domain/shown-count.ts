import type { CalendarDate } from './calendar-date.ts';
import { lastDayOf } from './calendar-date.ts';
import { type Campaign, totalElsewhere } from './campaign.ts';
import type { SignatureCount } from './count.ts';
import { hasOnline, type ToldNumber, toldNumber } from './told-number.ts';

/** The number in a built page. Without a number the page shows words, never a zero that looks live. */
export type ShownCount =
  | ({ readonly kind: 'counted' } & ToldNumber & SignatureCount)
  | { readonly kind: 'elsewhere'; readonly number: number; readonly asOf: CalendarDate }
  | { readonly kind: 'unknown' };

/** The live site's count if the build has it, else the number collected elsewhere. */
export function shownCount(campaign: Campaign, built: SignatureCount | null): ShownCount {
  if (built) return { kind: 'counted', ...built, ...toldNumber(built) };
  const latest = campaign.elsewhere
    .map(({ date }) => date)
    .reduce<CalendarDate | null>((a, b) => (a && lastDayOf(a) > lastDayOf(b) ? a : b), null);
  if (!latest) return { kind: 'unknown' };
  return { kind: 'elsewhere', number: totalElsewhere(campaign), asOf: latest };
}

/** What the words for the basis hold for: all of a number, what was signed here, or none of it. */
export type BasisReach = 'all' | 'here' | 'paper';

/** Signatures from elsewhere have no address that we know of. So the words for the basis must not cover them. */
export function basisReach(shown: ShownCount, elsewhere: number): BasisReach {
  if (elsewhere === 0) return 'all';
  return shown.kind === 'counted' && hasOnline(shown) ? 'here' : 'paper';
}
