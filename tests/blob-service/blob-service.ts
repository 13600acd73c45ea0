import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { type Around, latencyOf, type StoreWorld } from '../support/store-world.ts';
import { exchange } from './blob-exchange.ts';
import type { ExchangeScope } from './blob-exchange.ts';
import { createBlobFetch } from './blob-fetch.ts';
import { createBlobStore } from './blob-store.ts';
import type { BlobStore, StoredBlob } from './blob-store.ts';
import { createFaultPlan } from './fault-plan.ts';
import { createOperationCounter } from './operation-count.ts';
import type { Operation } from './operation-count.ts';

/** How long replies are held back: one number for all operations, or one for each. 0 answers at once. */
export type LatencyMs = number | Readonly<Partial<Record<Operation, number>>>;

export interface BlobServiceOptions {
  readonly siteID?: string;
  readonly token?: string;
  readonly latencyMs?: LatencyMs;
}

/** What the platform tells the client of `@netlify/blobs` about its surroundings. */
interface BlobContext {
  readonly deployID: string;
  readonly edgeURL: string;
  readonly primaryRegion: string;
  readonly siteID: string;
  readonly token: string;
  readonly uncachedEdgeURL: string;
}

/** A running service. Stores are named as for `getStore`; a name that begins with `deploy:` is taken as it is. */
export interface BlobService extends StoreWorld {
  /** Where eventually consistent reads go, and all writes. */
  readonly edgeURL: string;
  /** Where the client sends reads with strong consistency. */
  readonly uncachedEdgeURL: string;
  readonly siteID: string;
  readonly token: string;
  readonly context: BlobContext;
  /** The context as NETLIFY_BLOBS_CONTEXT holds it. */
  readonly encodedContext: string;
  /** Answers as the service does, without a network: for tests under fake timers. */
  readonly fetch: typeof fetch;
  read(store: string, key: string): StoredBlob | null;
  /** Erases a key at once, and counts no request. */
  erase(store: string, key: string): void;
  /** Ends the service and destroys every connection, those that hang included. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP service on this machine that speaks the edge protocol of `@netlify/blobs` 11.
 * It keeps what the platform promises: conditional writes are atomic, replies and lists carry etags.
 * Lists come in pages of 1,000 in key order.
 */
export async function startBlobService(options: BlobServiceOptions = {}): Promise<BlobService> {
  const { siteID = 'site', token = 'token' } = options;
  const stores = new Map<string, BlobStore>();
  const counter = createOperationCounter();
  const faults = createFaultPlan();
  let latencyMs = options.latencyMs ?? 0;
  let around: Around | null = null;
  const latencyMsOf = (operation: Operation) => latencyOf(latencyMs, operation);

  // Two ports, because the client keeps only the origin of an edge URL.
  // The port is how a strong read is told from another.
  const scope = { siteID, token, stores, counter, faults, latencyMsOf };
  const cachedScope = { ...scope, isStrong: false };
  const strongScope = { ...scope, isStrong: true };
  const edge = createEdge(cachedScope);
  const uncachedEdge = createEdge(strongScope);
  const [edgeURL, uncachedEdgeURL] = await Promise.all([listen(edge), listen(uncachedEdge)]);
  const context: BlobContext = {
    deployID: 'deploy',
    edgeURL,
    primaryRegion: 'us-east-2',
    siteID,
    token,
    uncachedEdgeURL,
  };

  const scopes = new Map([
    [edgeURL, cachedScope],
    [uncachedEdgeURL, strongScope],
  ]);
  const ask = createBlobFetch((origin) => scopes.get(origin));
  const find = (store: string) => stores.get(wireNameOf(store)) ?? createBlobStore();
  const close = async () => {
    await Promise.all([stop(edge), stop(uncachedEdge)]);
  };
  return {
    edgeURL,
    uncachedEdgeURL,
    siteID,
    token,
    context,
    encodedContext: Buffer.from(JSON.stringify(context)).toString('base64'),
    host: 'netlify',
    fetch: async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const reach = () => ask(input, init);
      return around ? around(`${(init?.method ?? 'get').toLowerCase()} ${pathname}`, reach) : reach();
    },
    operations: counter.count,
    faults,
    get latencyMs() {
      return latencyMs;
    },
    set latencyMs(value) {
      latencyMs = value;
    },
    get around() {
      return around;
    },
    set around(carrier) {
      around = carrier;
    },
    has: (store, key) => find(store).has(key),
    read: (store, key) => find(store).read(key, 'current'),
    keys: (store, prefix = '') => keysWith(find(store), prefix),
    size: (store) => find(store).size,
    seed(store, entries) {
      const seeded = find(store);
      stores.set(wireNameOf(store), seeded);
      seeded.seed(entries);
    },
    erase: (store, key) => find(store).remove(key),
    clear: () => stores.clear(),
    crash: () => undefined,
    renew: async () => {
      faults.clear();
      latencyMs = 0;
      around = null;
      await counter.count.idle();
      stores.clear();
      counter.count.reset();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function wireNameOf(store: string): string {
  return store.startsWith('deploy:') ? store : `site:${store}`;
}

function keysWith(store: BlobStore, prefix: string): string[] {
  const keys: string[] = [];
  for (const key of store.keysFrom(prefix)) {
    if (!key.startsWith(prefix)) break;
    keys.push(key);
  }
  return keys;
}

function createEdge(scope: ExchangeScope): Server {
  // No timeout of the server's own, which could strike in mid-benchmark.
  // A connection ends when a fault, the client or close() says so.
  const options = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, noDelay: true };
  return createServer(options, (request, response) => {
    // A fault chooser or body function that throws is a broken test.
    // Let it be seen as an unhandled rejection, not as a hang.
    exchange(scope, request, response).catch((error: unknown) => {
      response.destroy();
      throw error;
    });
  });
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Thousands of parallel requests open a connection each; a short backlog would leave some waiting for a second SYN.
    server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
