import { afterEach, beforeEach, vi } from 'vitest';
import type { BlobService } from '../blob-service/blob-service.ts';

/**
 * The tests of a file reach the blobs without a network. Waits pass in no time, and events keep their order.
 */
export function withVirtualTime(blobs: BlobService): void {
  beforeEach(() => {
    vi.stubGlobal('fetch', blobs.fetch);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    vi.setTimerTickMode('nextTimerAsync');
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
