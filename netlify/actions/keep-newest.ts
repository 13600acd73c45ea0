import type { Keyed, RecordStore } from '#store/record-store.ts';

/** A store of records, and the exact time of each, in milliseconds since 1970. */
export interface NewestServices<Kept extends Keyed> {
  readonly store: Pick<RecordStore<Kept>, 'create' | 'current' | 'replace'>;
  readonly timeOf: (record: Kept) => number;
}

/**
 * Stores a record unless a newer one of the same id stands, or one of the same time. Resolves when either is certain.
 * A write whose reply was lost reads as ours. It tries again while others write, until the store's budget ends.
 */
export async function keepNewest<Kept extends Keyed>(
  record: Kept,
  { store, timeOf }: NewestServices<Kept>,
): Promise<void> {
  for (;;) {
    if (await store.create(record)) return;
    const standing = await store.current(record.campaign, record.id);
    if (standing === null) continue;
    if (timeOf(standing.record) >= timeOf(record)) return;
    if (await store.replace(record, standing.version)) return;
  }
}
