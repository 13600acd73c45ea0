import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { confirmed } from './store-unavailable.ts';
import type { Blobs } from './stores.ts';

/** There is one document: the next run replaces it. */
const KEY = 'last';

const HourlyRunSchema = v.strictObject({
  version: v.literal(1),
  /** When the run ended. */
  ended: v.pipe(v.string(), v.isoTimestamp()),
  /** How many of its parts failed. */
  failures: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** A run of the hourly function that ended. It holds no personal data. */
type HourlyRun = Readonly<v.InferOutput<typeof HourlyRunSchema>>;

/** The last run of the hourly function. Every method throws `StoreUnavailable` if the store does not confirm. */
export interface HourlyRuns {
  /** `null` if none ever ended. */
  readonly last: () => Promise<HourlyRun | null>;
  readonly note: (ended: Date, failures: number) => Promise<void>;
}

/** The last run of the hourly function, in `blobs`. */
export function hourlyRuns(blobs: Blobs): HourlyRuns {
  return {
    last: confirmed('read the last run', async () => {
      const text = await blobs.read(KEY);
      return text === null ? null : v.parse(HourlyRunSchema, fromJson(text));
    }),
    note: confirmed('note a run', (ended: Date, failures: number) => {
      const run: HourlyRun = { version: 1, ended: ended.toISOString(), failures };
      return blobs.write(KEY, JSON.stringify(run));
    }),
  };
}
