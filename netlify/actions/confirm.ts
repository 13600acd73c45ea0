import { dayIn, daysAfter, isAfter, lastDayOf } from '#domain/calendar-date.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { EntryKind } from '#domain/entry-kind.ts';
import type { Site } from '#domain/site.ts';
import type { WithdrawalMarks } from '#store/withdrawal-marks.ts';

/** A record can be confirmed for three days. */
export const CONFIRMABLE_MS = 72 * 3_600_000;

/** What a record says that its code opened. */
export interface OpenedRecord {
  readonly kind: EntryKind;
  readonly id: string;
  /** The exact time of asking. */
  readonly at: Date;
  /** Stores what was asked for, unless something newer stands. */
  readonly keep: () => Promise<void>;
}

/** What confirming needs from outside. */
export interface ConfirmingServices {
  /** Opens the record that was sent, if its code fits; else `null`. Throws if the secret is missing. */
  readonly open: (campaign: Campaign) => OpenedRecord | null;
  readonly marks: Pick<WithdrawalMarks, 'markedAt'>;
  readonly now: () => Date;
}

/** What came of confirming. `unavailable`: it is unknown whether the store has it. */
export type ConfirmOutcome =
  | { readonly kind: 'confirmed'; readonly what: EntryKind }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** Confirms a record, as often as it is sent. What was confirmed and is the newest stands. */
export async function confirm(
  { campaign, site }: { readonly campaign: Campaign; readonly site: Pick<Site, 'timeZone'> },
  services: ConfirmingServices,
): Promise<ConfirmOutcome> {
  try {
    const record = services.open(campaign);
    if (!record) return { kind: 'invalid' };
    const { kind, id, at } = record;
    const now = services.now();
    if (now.valueOf() - at.valueOf() > CONFIRMABLE_MS) return { kind: 'expired' };
    if (kind === 'signature' && isOver(campaign, site.timeZone, now)) return { kind: 'closed' };
    const markedAt = await services.marks.markedAt({ kind, campaign: keySlugOf(campaign), id });
    // A mark of the same millisecond can only be about this record: nobody signs anew so fast.
    if (markedAt !== null && markedAt >= at) return { kind: 'withdrawn' };
    await record.keep();
    return { kind: 'confirmed', what: kind };
  } catch (cause) {
    return { kind: 'unavailable', cause };
  }
}

/** True after the day that follows the last day: who signed in the last minute has a day to confirm. */
function isOver({ closes }: Campaign, timeZone: string, now: Date): boolean {
  return closes !== null && isAfter(dayIn(timeZone, now), daysAfter(lastDayOf(closes), 1));
}
