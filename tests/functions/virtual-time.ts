import { afterEach, beforeEach, vi } from 'vitest';
import type { StoreWorld } from '../support/store-world.ts';
import { reachStoresBy } from './platform.ts';

/**
 * The tests of a file reach the blobs without a network. Waits pass in no time, and events keep their order.
 * With `days`, the date is theirs too.
 */
export function withVirtualTime(blobs: StoreWorld, { days = false } = {}): void {
  beforeEach(() => {
    if (blobs.fetch) reachStoresBy(blobs.fetch);
    const waits = ['setTimeout', 'clearTimeout', 'performance'] as const;
    vi.useFakeTimers({ toFake: days ? [...waits, 'Date'] : [...waits] });
    vi.setTimerTickMode('nextTimerAsync');
  });
  afterEach(() => {
    vi.useRealTimers();
    if (blobs.fetch) reachStoresBy(null);
  });
}

/** Each test of a file begins at this moment. The date stands still until the test moves it; waits take their time. */
export function withDateAt(moment: string): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(moment) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
