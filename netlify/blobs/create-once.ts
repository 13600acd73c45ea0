import type { Store } from '@netlify/blobs';
import { StoreUnavailable } from '#store/store-unavailable.ts';

/**
 * Creates a blob with one conditional write and no read before it. Returns false if the key exists, also if
 * an earlier try of this write created it. Throws `StoreUnavailable` if the write is not confirmed. The
 * client reports failed writes as success (403, 413, 429, 5xx, netlify/primitives#741). They have `modified:
 * true` and no etag, so a success needs both.
 */
export async function createOnce(store: Store, key: string, text: string): Promise<boolean> {
  const { modified, etag } = await store.set(key, text, { onlyIfNew: true });
  if (modified && !etag) throw new StoreUnavailable('create');
  return modified;
}
