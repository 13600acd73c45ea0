import type { Store } from '@netlify/blobs';
import pLimit from 'p-limit';
import { ListTally } from '#store/count-by-listing.ts';
import { StoreUnavailable } from '#store/store-unavailable.ts';
import type { Share, ShareMemory } from '#store/stored-shares.ts';
import type { CountedAmong, Wanted } from '#store/stores.ts';
import { CONCURRENCY, hexOf, pagesOf } from './list-keys.ts';
import { SHARE_AGE_MS, SHARE_DIGITS } from './many-keys.ts';

const SHARES = hexOf(SHARE_DIGITS);

/** What counting by shares needs from outside. */
export interface SharedCounting {
  readonly store: Store;
  /** The campaign's folder, such as `clean-river/`. */
  readonly folder: string;
  readonly memory: ShareMemory;
  /** No share is begun after it, by the clock of `performance.now()`. */
  readonly stopAtMs: number;
  /** What is counted by then is kept. A share that hangs takes nothing from the others. */
  readonly keepAtMs: number;
}

/**
 * Counts the keys of a campaign that has too many for one request. It counts those shares that were counted longest
 * ago, while there is time, and keeps what it counted. The number is the sum of all shares, and as old as the oldest.
 * Throws `StoreUnavailable` while there are shares that nobody counted for a day: the next request goes on there.
 */
export async function countShares(
  { store, folder, memory, stopAtMs, keepAtMs }: SharedCounting,
  wanted: Wanted,
): Promise<CountedAmong> {
  const standing = await memory.read();
  const age = (digits: string) => standing?.shares[digits]?.at ?? '';
  const counted = new Map<string, Share>();
  const failures: unknown[] = [];
  const limit = pLimit(CONCURRENCY);
  const stalestFirst = SHARES.toSorted((a, b) => (age(a) < age(b) ? -1 : Number(age(a) > age(b))));
  const counting = Promise.all(
    stalestFirst.map((digits) =>
      limit(async () => {
        if (performance.now() >= stopAtMs) return;
        try {
          counted.set(digits, {
            ...(await countShare(store, folder + digits, folder, wanted)),
            at: memory.at,
          });
        } catch (cause) {
          failures.push(cause);
        }
      }),
    ),
  );
  await orAt(keepAtMs, counting);
  // Where nothing could be counted, the store is down.
  if (counted.size === 0) throw new StoreUnavailable('count', failures[0]);
  const kept = await memory.keep(counted);
  const oldest = new Date(Date.parse(memory.at) - SHARE_AGE_MS).toISOString();
  const shares = SHARES.map((digits) => kept?.shares[digits]).map((share) =>
    share && share.at >= oldest ? share : undefined,
  );
  return sumOf(shares, failures);
}

async function countShare(
  store: Store,
  prefix: string,
  folder: string,
  wanted: Wanted,
): Promise<{ readonly all: number; readonly wanted: number }> {
  const tally = new ListTally(folder, wanted);
  for await (const keys of pagesOf(store, prefix)) tally.add(keys);
  return tally.counted;
}

/** Resolves when the work is done, and at this moment at the latest. */
async function orAt(atMs: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const timer = setTimeout(resolve, Math.max(0, atMs - performance.now()));
  await Promise.race([work, promise]);
  clearTimeout(timer);
}

/** The sum of the shares, as old as the oldest. Throws where one was never counted. */
function sumOf(shares: readonly (Share | undefined)[], failures: readonly unknown[]): CountedAmong {
  const sum = { all: 0, wanted: 0, since: Infinity };
  for (const share of shares) {
    if (share === undefined) throw new StoreUnavailable('count', failures[0]);
    sum.all += share.all;
    sum.wanted += share.wanted;
    sum.since = Math.min(sum.since, Date.parse(share.at));
  }
  return sum;
}
