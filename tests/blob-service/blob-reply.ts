import type { IncomingHttpHeaders } from 'node:http';
import { createBlobStore } from './blob-store.ts';
import type { BlobStore, Freshness } from './blob-store.ts';
import type { BlobTarget } from './blob-target.ts';

export interface BlobReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface BlobRequest {
  readonly target: BlobTarget;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  readonly freshness: Freshness;
}

/** Carries out one request on the stores (by their names on the wire) in one turn of the event loop. */
export function performRequest(stores: Map<string, BlobStore>, request: BlobRequest): BlobReply {
  const { operation, store: name, key, query } = request.target;
  const store = stores.get(name) ?? createBlobStore();
  switch (operation) {
    case 'put':
      stores.set(name, store);
      return put(store, request);
    case 'get':
    case 'head':
      return get(store, request);
    case 'delete':
      return key === '' ? deleteAll(store) : remove(store, key);
    case 'list':
      return name === '' ? listStores(stores, query.get('prefix') ?? '') : list(store, request);
  }
}

function put(store: BlobStore, { target, headers, body }: BlobRequest): BlobReply {
  const metadata = headers['x-amz-meta-user'] ?? headers['netlify-blobs-metadata'];
  const etag = store.write(target.key, body, typeof metadata === 'string' ? metadata : null, {
    isNew: headers['if-none-match'] === '*',
    etag: headers['if-match'] ?? null,
  });
  return etag === null ? { status: 412 } : { status: 200, headers: { etag } };
}

function get(store: BlobStore, { target, headers, freshness }: BlobRequest): BlobReply {
  const blob = store.read(target.key, freshness);
  if (blob === null) return { status: 404 };
  const { body, etag, metadata } = blob;
  const replyHeaders = metadata === null ? { etag } : { etag, 'x-amz-meta-user': metadata };
  if (headers['if-none-match'] === etag) return { status: 304, headers: replyHeaders };
  return { status: 200, headers: replyHeaders, body };
}

function remove(store: BlobStore, key: string): BlobReply {
  store.remove(key);
  return { status: 204 };
}

function deleteAll(store: BlobStore): BlobReply {
  const { blobs } = store.page({ prefix: '', cursor: null, directories: false }, 'current');
  for (const { key } of blobs) store.remove(key);
  return json({ blobs_deleted: blobs.length, has_more: store.size > 0 });
}

function list(store: BlobStore, { target, freshness }: BlobRequest): BlobReply {
  const { query } = target;
  const page = store.page(
    {
      prefix: query.get('prefix') ?? '',
      cursor: query.get('cursor'),
      directories: query.get('directories') === 'true',
    },
    freshness,
  );
  return json(page);
}

function listStores(stores: Map<string, BlobStore>, prefix: string): BlobReply {
  return json({ stores: [...stores.keys()].filter((name) => name.startsWith(prefix)).sort() });
}

function json(value: unknown): BlobReply {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(value)),
  };
}
