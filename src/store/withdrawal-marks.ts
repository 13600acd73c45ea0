import type { EntryKind } from '#domain/entry-kind.ts';

/** The record that a mark is about. It may never have existed. */
export interface MarkPlace {
  readonly kind: EntryKind;
  /** The slug in keys. */
  readonly campaign: string;
  readonly id: string;
}

/**
 * When records were withdrawn or erased. What was signed before that time is no longer taken. A mark holds a keyed
 * digest and a time, and goes after four days. Every method throws `StoreUnavailable` if the store does not confirm.
 */
export interface WithdrawalMarks {
  /** Writes a mark, in place of an earlier one. */
  readonly mark: (place: MarkPlace, at: Date) => Promise<void>;
  /** The time of the mark, or `null`. */
  readonly markedAt: (place: MarkPlace) => Promise<Date | null>;
  /** All places that have a mark. */
  readonly all: () => Promise<MarkPlace[]>;
  /** Removes a mark. */
  readonly forget: (place: MarkPlace) => Promise<void>;
}
