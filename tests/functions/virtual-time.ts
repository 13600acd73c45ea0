import { afterEach, beforeEach, vi } from 'vitest';
import type { BlobService } from '../blob-service/blob-service.ts';

/** Lets the tests of a file reach the blobs without a network, and waits pass in no time: the order of things stays theirs. */
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
