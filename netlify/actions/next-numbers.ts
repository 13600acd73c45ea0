import { isDeepStrictEqual } from 'node:util';
import type { Campaign } from '#domain/campaign.ts';
import { type CoarseDraw, publishCoarse } from '#domain/coarse-number.ts';
import { basisOf, isExact } from '#domain/count.ts';
import { withHour } from '#domain/hourly-growth.ts';
import { hourOf, utcDayOf, withoutOldHours, withPoint } from '#domain/number-points.ts';
import type { Numbers } from '#store/stored-numbers.ts';
import { shownNumbers } from './shown-numbers.ts';
import type { Counted, Listed } from './tally.ts';

/** What a run of the hourly function found of a campaign. */
export interface Found {
  readonly campaign: Campaign;
  readonly listed: Listed;
  readonly at: Date;
  /** What the secret draws for a change of a coarse number. */
  readonly drawOf: (change: number) => CoarseDraw;
}

const NOTHING_GONE = { counted: 0, aside: 0 };

/**
 * The numbers that follow from what stands and what was found: the same object where nothing changes. A campaign that
 * never had a signature has none. It bears to be applied to its own result.
 */
export function nextNumbers(standing: Numbers | null, found: Found, isAlarm = false): Numbers | null {
  const { campaign, listed, at } = found;
  const gone = standing?.gone ?? NOTHING_GONE;
  const counted = listed.counted + gone.counted;
  const aside = listed.aside + gone.aside;
  if (standing === null && counted + aside === 0) return null;
  // An exact past that stands, because the campaign became discreet later, is forgotten.
  const past = shownNumbers(campaign, standing);
  const shown = isExact(campaign)
    ? { online: counted, setAside: aside, coarse: null }
    : coarsely(past, { counted, aside }, found);
  const isSame = standing?.online === shown.online && standing.setAside === shown.setAside;
  const next: Numbers = {
    version: 1,
    basis: basisOf(campaign),
    ...shown,
    // It moves with the numbers only. Else it would tell of a coarse one that a signature came.
    asOf: isSame ? standing.asOf : (listed.since ?? at).toISOString(),
    points: withoutOldHours(withPoint(past?.points ?? [], hourOf(at), shown.online), at),
    corrections: withPoint(past?.corrections ?? [], utcDayOf(at), shown.setAside),
    erased: standing?.erased ?? null,
    gone,
    pending: standing?.pending ?? null,
    hours: withHour(standing?.hours ?? [], hourOf(at), counted + aside),
    alarmed: isAlarm ? utcDayOf(at) : (standing?.alarmed ?? null),
  };
  return isDeepStrictEqual(next, standing) ? standing : next;
}

/** Of a coarse number, what is set aside changes together with it, and is 0 where it shows 0. */
function coarsely(
  past: Numbers | null,
  { counted, aside }: Counted,
  { at, drawOf }: Found,
): Pick<Numbers, 'online' | 'setAside' | 'coarse'> {
  const shown = past ?? { online: 0, setAside: 0, coarse: null };
  const change = publishCoarse(shown, { day: utcDayOf(at), true: counted }, drawOf);
  if (change) return { ...change, setAside: change.online === 0 ? 0 : aside };
  const { online, setAside, coarse } = shown;
  return { online, setAside, coarse };
}
