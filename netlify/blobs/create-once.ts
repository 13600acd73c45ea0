import type { Store } from '@netlify/blobs';
import { StoreUnavailable } from '#store/store-unavailable.ts';

/**
 * One conditional write, no read before it: true where it created the blob, false where the key was taken, by somebody
 * else or by this very write whose reply was lost. The client reports success for writes that failed (403, 413, 429, 5xx
 * come back as `modified: true` without an etag, netlify/primitives#741), so only both together say that it is done.
 */
export async function createOnce(store: Store, key: string, text: string): Promise<boolean> {
  const { modified, etag } = await store.set(key, text, { onlyIfNew: true });
  if (modified && !etag) throw new StoreUnavailable('create');
  return modified;
}
