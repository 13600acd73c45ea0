import type { EntryKind } from '#domain/entry-kind.ts';
import { partsFor } from '#domain/part.ts';
import type { MarkPlace, WithdrawalMarks } from '#store/withdrawal-marks.ts';
import { settleEach, throwFailure } from './settle-each.ts';
import type { EraseEntry } from './withdraw.ts';

/** A record can be confirmed for 72 hours; a day is slack. */
const KEPT_MS = 4 * 86_400_000;
const HOUR_MS = 3_600_000;
/** A run manages at least this many marks, also where a store is slow. */
const SURELY_SWEPT = 2_000;

/** What sweeping needs from outside. */
export interface SweepingServices {
  readonly marks: Pick<WithdrawalMarks, 'all' | 'markedAt' | 'forget'>;
  /** The latest time that what stands at a place may have, in milliseconds since 1970; `null` if nothing does. */
  readonly standingSince: (kind: EntryKind, campaign: string, id: string) => Promise<number | null>;
  readonly erase: EraseEntry;
  readonly now: () => Date;
  /** True while there is time for more. */
  readonly hasTime: () => boolean;
}

/**
 * Erases what stands although it was withdrawn or erased later. Either a withdrawal broke off half done, or a write
 * landed late. Forgets marks that are too old to matter. Resolves to the number erased.
 */
export async function sweepWithdrawals(services: SweepingServices): Promise<number> {
  const places = inTurn(await services.marks.all(), services.now());
  const outcomes = await settleEach(places, (place) => sweepOne(place, services));
  throwFailure(outcomes);
  return outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;
}

/** The places, from another one on in each hour. So of more than a run manages, each comes first at some time. */
function inTurn(places: readonly MarkPlace[], now: Date): readonly MarkPlace[] {
  const of = partsFor(places.length, SURELY_SWEPT);
  const first = Math.floor((places.length / of) * (Math.floor(now.valueOf() / HOUR_MS) % of));
  return [...places.slice(first), ...places.slice(0, first)];
}

/** True if something was erased. */
async function sweepOne(
  place: MarkPlace,
  { marks, standingSince, erase, now, hasTime }: SweepingServices,
): Promise<boolean> {
  if (!hasTime()) return false;
  const { kind, campaign, id } = place;
  const [marked, since] = await Promise.all([marks.markedAt(place), standingSince(kind, campaign, id)]);
  const markedAt = marked?.valueOf() ?? null;
  if (markedAt === null) return false;
  const isLeft = since !== null && since <= markedAt;
  if (isLeft) await erase(kind, campaign, id);
  if (now().valueOf() - markedAt > KEPT_MS) await marks.forget(place);
  return isLeft;
}
