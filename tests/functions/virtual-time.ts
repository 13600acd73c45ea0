import { afterEach, beforeEach, vi } from 'vitest';
import type { BlobService } from '../blob-service/blob-service.ts';

/**
 * The tests of a file reach the blobs without a network. Waits pass in no time, and events keep their order.
 * With `days`, the date is theirs too.
 */
export function withVirtualTime(blobs: BlobService, { days = false } = {}): void {
  beforeEach(() => {
    vi.stubGlobal('fetch', blobs.fetch);
    const waits = ['setTimeout', 'clearTimeout', 'performance'] as const;
    vi.useFakeTimers({ toFake: days ? [...waits, 'Date'] : [...waits] });
    vi.setTimerTickMode('nextTimerAsync');
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
