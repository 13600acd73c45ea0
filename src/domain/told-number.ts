import type { CampaignState } from './campaign.ts';
import { COARSE_MIN } from './coarse-number.ts';
import type { SignatureCount } from './count.ts';

/**
 * How a number is said: as it is, as the least that it is, or as what it stays below. `apart` is a number from
 * elsewhere, beside fewer signatures made here than we tell.
 */
type Manner = 'exact' | 'least' | 'fewer' | 'apart';

/** A number as a page says it. */
export interface ToldNumber {
  readonly manner: Manner;
  readonly number: number;
}

/** The number to say of a count. A coarse one is rounded down to ten, because no digit of it is sure. */
export function toldNumber({
  count,
  online,
  exact,
}: Pick<SignatureCount, 'count' | 'online' | 'exact'>): ToldNumber {
  if (exact) return { manner: 'exact', number: count };
  if (online > 0) return { manner: 'least', number: count - (count % 10) };
  return count > 0 ? { manner: 'apart', number: count } : { manner: 'fewer', number: COARSE_MIN };
}

/** How far a number is on the way to a goal; `null` where it only says what it stays below. */
export function reachOf({ manner, number }: ToldNumber): number | null {
  return manner === 'fewer' ? null : number;
}

/** True if signatures made here may be in the number. A coarse number of 0 hides how many. */
export function hasOnline({ online, exact }: Pick<SignatureCount, 'online' | 'exact'>): boolean {
  return online > 0 || !exact;
}

/** What is said in the place of a 0. Corrections can bring a number to 0 where somebody has signed. */
export function noneOf(
  state: CampaignState,
  { online = 0 }: { readonly online?: number },
): 'draft' | 'first' | 'none' {
  if (state === 'notOpenYet' || state === 'draft') return 'draft';
  return state === 'active' && online === 0 ? 'first' : 'none';
}
