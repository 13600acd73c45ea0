import type { EntryKind } from '#domain/entry-kind.ts';
import type { MarkPlace, WithdrawalMarks } from '#store/withdrawal-marks.ts';
import { settleEach, throwFailure } from './batch-erasure.ts';
import type { EraseEntry } from './withdraw.ts';

/** A record can be confirmed for 72 hours; a day is slack. */
const KEPT_MS = 4 * 86_400_000;

/** What sweeping needs from outside. */
export interface SweepingServices {
  readonly marks: Pick<WithdrawalMarks, 'all' | 'markedAt' | 'forget'>;
  /** The exact time of what stands at a place, in milliseconds since 1970; `null` if nothing does. */
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
  const places = await services.marks.all();
  const outcomes = await settleEach(places, (place) => sweepOne(place, services));
  throwFailure(outcomes);
  return outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;
}

/** True if something was erased. */
async function sweepOne(
  place: MarkPlace,
  { marks, standingSince, erase, now, hasTime }: SweepingServices,
): Promise<boolean> {
  if (!hasTime()) return false;
  const { kind, campaign, id } = place;
  const markedAt = (await marks.markedAt(place))?.valueOf() ?? null;
  if (markedAt === null) return false;
  const since = await standingSince(kind, campaign, id);
  const isLeft = since !== null && since <= markedAt;
  if (isLeft) await erase(kind, campaign, id);
  if (now().valueOf() - markedAt > KEPT_MS) await marks.forget(place);
  return isLeft;
}
