import type { CountingServices } from '#actions/count.ts';
import type { SignatureCount } from '#domain/count.ts';
import type { Invocation } from './invocation.ts';
import { signatureStore } from './stores.ts';

const BUDGET = { totalMs: 9_000, attemptMs: 3_000 };

/** The last good count of each campaign, kept while this process lives. */
const lastGood = new Map<string, SignatureCount>();

/** What counting needs from this deploy. It can only count: it reads and erases no signature. */
export function countingServices(context: Invocation): CountingServices {
  return {
    count: (slug) => signatureStore(context, BUDGET).count(slug),
    lastGood,
    now: () => new Date(),
  };
}
