import { confirmed } from './store-unavailable.ts';
import type { Blobs } from './stores.ts';

/** The day on which retention first found a folder of signatures in a state. It holds no personal data. */
export interface RetentionMark {
  readonly state: string;
  readonly folder: string;
  /** A day, such as `2016-01-31`. */
  readonly since: string;
}

/** The marks of retention. Every method throws `StoreUnavailable` if the store does not confirm. */
export interface RetentionMarks {
  readonly all: () => Promise<RetentionMark[]>;
  readonly add: (mark: RetentionMark) => Promise<void>;
  /** Resolves also if there is no such mark. */
  readonly remove: (mark: RetentionMark) => Promise<void>;
}

/** The marks of retention in `blobs`. A mark is a key without content, so one list reads all of them. */
export function retentionMarks(blobs: Blobs): RetentionMarks {
  return {
    all: confirmed('list the marks', async () => (await blobs.keys('')).map(toMark)),
    add: confirmed('mark', async (mark: RetentionMark) => {
      await blobs.create(toKey(mark), '');
    }),
    remove: confirmed('remove a mark', (mark: RetentionMark) => blobs.erase(toKey(mark))),
  };
}

function toKey({ state, folder, since }: RetentionMark): string {
  return [state, folder, since].join('/');
}

function toMark(key: string): RetentionMark {
  const [state = '', folder = '', since = ''] = key.split('/');
  return { state, folder, since };
}
