import type { Store } from '@netlify/blobs';
import { StoreUnavailable } from '#store/store-unavailable.ts';
import type { VersionedText } from '#store/stores.ts';

/**
 * Replaces a blob of this etag with one conditional write. Returns false if another stands by now, also if an earlier
 * try of this write replaced it. Like `createOnce` it believes only a success with an etag. Without an etag the client
 * would write without any condition (@netlify/blobs 11.1.1), so an empty one is refused.
 */
export async function replace(store: Store, key: string, text: string, etag: string): Promise<boolean> {
  if (etag === '') throw new StoreUnavailable('replace');
  const { modified, etag: written } = await store.set(key, text, { onlyIfMatch: etag });
  if (modified && !written) throw new StoreUnavailable('replace');
  return modified;
}

/**
 * A blob's text and its etag; `null` if there is none. The vendor's local server tells an etag only in lists. That
 * one is asked first and the text later. So a change in between makes the write fail: it never lands on a newer text.
 */
export async function readVersion(store: Store, key: string): Promise<VersionedText | null> {
  const found = await store.getWithMetadata(key);
  if (found === null) return null;
  if (found.etag) return { text: found.data, version: strong(found.etag) };
  const listed = (await store.list({ prefix: key })).blobs.find((blob) => blob.key === key);
  const again = listed && (await store.getWithMetadata(key));
  if (!again) return null;
  if (!listed.etag) throw new StoreUnavailable('read a version');
  return { text: again.data, version: listed.etag };
}

/** A proxy that compresses marks an etag as weak, and a weak one never matches (RFC 9110, 8.8.3.2). */
function strong(etag: string): string {
  return etag.replace(/^W\//u, '');
}
