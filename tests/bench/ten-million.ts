import type { Store } from '@netlify/blobs';
import { countShares } from '#blobs/count-shares.ts';
import { type Shares, shareMemory, type ShareStore } from '#store/stored-shares.ts';
import { VirtualKeys } from '../support/virtual-keys.ts';
import { atMost, type BenchRow, type Scale } from './bench-row.ts';
import { CAMPAIGN } from './functions.ts';

const KEYS = 10_000_000;
const PAGE_MS = 50;
/** A count begins no share in the second half of its budget (netlify/endpoint/counting-services.ts). */
const HALF_MS = 9_000;
/** It keeps what it has by then. */
const KEEP_MS = 16_900;
const GOAL_REQUESTS = 4;
const GOAL_MS = 20_000;

/**
 * Measures how many requests it takes until ten million keys are counted, and how long the longest is. The keys are
 * made when they are listed; a page takes 50 ms of the clock.
 */
export async function benchTenMillion({ isQuick }: Scale): Promise<BenchRow[]> {
  const count = isQuick ? KEYS / 100 : KEYS;
  const keys = new VirtualKeys(() => new Promise((resolve) => setTimeout(resolve, PAGE_MS)));
  keys.spread(count, Math.random);
  let kept: Shares | null = null;
  const shares: ShareStore = {
    read: () => Promise.resolve(kept),
    update: (_, change) => Promise.resolve((kept = change(kept))),
  };
  const times: number[] = [];
  for (let all: number | null = null; all === null;) {
    const started = performance.now();
    const counting = {
      store: keys.store as Store,
      folder: `${CAMPAIGN}/`,
      memory: shareMemory({ shares, at: new Date() }, CAMPAIGN),
      stopAtMs: started + HALF_MS,
      keepAtMs: started + KEEP_MS,
    };
    // While a share was never counted there is no number. The next request goes on.
    all = await countShares(counting, new Set()).then(
      (counted) => counted.all,
      () => null,
    );
    times.push(performance.now() - started);
    if (all !== null && all !== count) throw new RangeError(`It counted ${all} of ${count}.`);
  }
  const what = `requests until ${count.toLocaleString('en')} are counted, ${PAGE_MS} ms a page`;
  const longest = Math.max(...times);
  const note = `${keys.pages.toLocaleString('en')} pages; ${JSON.stringify(kept).length.toLocaleString('en')} bytes kept`;
  return [
    atMost({ what, value: times.length, unit: '' }, GOAL_REQUESTS),
    atMost({ what: '  the longest of them', value: longest, unit: 'ms', note }, GOAL_MS),
  ];
}
