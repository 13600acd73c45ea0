import { hash } from 'node:crypto';
import { listPage } from './blob-page.ts';
import type { BlobPage, PageQuery } from './blob-page.ts';
import { createSortedKeys } from './sorted-keys.ts';

export interface StoredBlob {
  readonly body: Uint8Array;
  /** Quoted, as the wire has it. */
  readonly etag: string;
  /** The metadata header as it was sent. */
  readonly metadata: string | null;
}

/** Makes the body of a seeded blob whenever it is read. The same key must give the same text. */
type BodyOf = (key: string) => string;

/** A million blobs that share one function cost no more than their keys. */
export type SeedEntry = readonly [key: string, body: string | Uint8Array | BodyOf];

interface WriteCondition {
  /** The write lands only when the key is absent (`if-none-match: *`). */
  readonly isNew: boolean;
  /** The write lands only on this etag (`if-match`). */
  readonly etag: string | null;
}

/**
 * How fresh a read is. `stale` answers as if the last write had not landed.
 * For a read that is the last write on its key, for a list the last in the store.
 */
export type Freshness = 'current' | 'stale';

/** One store. Every method runs to its end within one turn of the event loop, which is what makes writes atomic. */
export interface BlobStore {
  readonly size: number;
  has(key: string): boolean;
  read(key: string, freshness: Freshness): StoredBlob | null;
  page(query: PageQuery, freshness: Freshness): BlobPage;
  keysFrom(start: string): Generator<string, void>;
  /** Answers the etag of the blob written, or null when the condition did not hold. */
  write(key: string, body: Uint8Array, metadata: string | null, condition: WriteCondition): string | null;
  remove(key: string): void;
  /** Sets the first state. A seeded key has no write before it, so its stale read is a current one. */
  seed(entries: Iterable<SeedEntry>): void;
}

export function createBlobStore(): BlobStore {
  const keys = createSortedKeys();
  const blobs = new Map<string, StoredBlob | BodyOf>();
  const generators = new Map<BodyOf, number>();
  const before = new Map<string, StoredBlob | BodyOf | undefined>();
  let lastWritten: string | null = null;

  function place(key: string, blob: StoredBlob | BodyOf | undefined): void {
    if (blob === undefined) {
      if (blobs.delete(key)) keys.remove(key);
      return;
    }
    if (!blobs.has(key)) keys.add(key);
    blobs.set(key, blob);
  }

  function land(key: string, blob: StoredBlob | undefined): void {
    before.set(key, blobs.get(key));
    lastWritten = key;
    place(key, blob);
  }

  function etagOf(key: string, blob = blobs.get(key)): string | null {
    if (blob === undefined) return null;
    if (typeof blob !== 'function') return blob.etag;
    // The body is a function of the key, so generator and key identify it.
    // Hashing a million bodies would make every list slow.
    return `"${generators.get(blob)}-${key.slice(-28)}"`;
  }

  return {
    get size() {
      return keys.size;
    },
    has: (key) => blobs.has(key),
    read(key, freshness) {
      const blob = freshness === 'stale' && before.has(key) ? before.get(key) : blobs.get(key);
      if (typeof blob !== 'function') return blob ?? null;
      return { body: Buffer.from(blob(key)), etag: etagOf(key, blob) ?? '', metadata: null };
    },
    page(query, freshness) {
      const list = () => listPage(keys, (key) => etagOf(key) ?? '', query);
      if (freshness === 'current' || lastWritten === null) return list();
      const current = blobs.get(lastWritten);
      place(lastWritten, before.get(lastWritten));
      const page = list();
      place(lastWritten, current);
      return page;
    },
    keysFrom: (start) => keys.from(start),
    write(key, body, metadata, condition) {
      const current = etagOf(key);
      if (condition.isNew && current !== null) return null;
      if (condition.etag !== null && condition.etag !== current) return null;
      const blob = createBlob(body, metadata);
      land(key, blob);
      return blob.etag;
    },
    remove(key) {
      if (blobs.has(key)) land(key, undefined);
    },
    seed(entries) {
      const added: string[] = [];
      for (const [key, body] of entries) {
        if (!blobs.has(key)) added.push(key);
        if (typeof body === 'function' && !generators.has(body)) generators.set(body, generators.size + 1);
        blobs.set(key, typeof body === 'function' ? body : createBlob(Buffer.from(body), null));
        before.delete(key);
      }
      keys.addAll(added);
      lastWritten = null;
    },
  };
}

function createBlob(body: Uint8Array, metadata: string | null): StoredBlob {
  // MD5 as object stores have it: an etag tells contents apart, it defends nothing.
  return { body, etag: `"${hash('md5', body)}"`, metadata };
}
