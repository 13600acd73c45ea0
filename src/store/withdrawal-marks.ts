import type { EntryKind } from '#domain/entry-kind.ts';
import { confirmed, StoreUnavailable } from './store-unavailable.ts';
import type { Blobs } from './stores.ts';

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

/** The marks of withdrawals and erasures in `blobs`. A mark is a time, under kind, campaign and id. */
export function withdrawalMarks(blobs: Blobs): WithdrawalMarks {
  return {
    mark: confirmed('mark', (place: MarkPlace, at: Date) => blobs.write(toKey(place), at.toISOString())),
    markedAt: confirmed('read a mark', async (place: MarkPlace) => {
      const text = await blobs.read(toKey(place));
      if (text === null) return null;
      const at = new Date(text);
      if (Number.isNaN(at.valueOf())) throw new StoreUnavailable('read a mark');
      return at;
    }),
    all: confirmed('list the marks', async () => (await blobs.keys('')).map(toPlace)),
    forget: confirmed('forget a mark', (place: MarkPlace) => blobs.erase(toKey(place))),
  };
}

function toKey({ kind, campaign, id }: MarkPlace): string {
  return [kind, campaign, id].join('/');
}

function toPlace(key: string): MarkPlace {
  const [kind = '', campaign = '', id = ''] = key.split('/');
  return { kind: kind as EntryKind, campaign, id };
}
