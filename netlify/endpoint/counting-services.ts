import type { CountingServices } from '#actions/count.ts';
import { KeptCounts } from '#actions/kept-counts.ts';
import type { Invocation } from './invocation.ts';
import { signatureStore } from './stores.ts';

/** No request takes longer than 20 s. A million keys took 5 s at 100 ms a page, on two cores. */
const BUDGET = { totalMs: 18_000, attemptMs: 3_000 };

/** The counts of this process. */
export const keptCounts = new KeptCounts();

/** What counting needs from this deploy. It can only count: it reads and erases no signature. */
export function countingServices(context: Invocation): CountingServices {
  return {
    count: (slug) => signatureStore(context, BUDGET).count(slug),
    kept: keptCounts,
    now: () => new Date(),
  };
}
