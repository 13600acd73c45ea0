import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { netlifyStores } from '#blobs/netlify-stores.ts';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { loadFunctions } from '#server/functions.ts';
import type { FunctionModule } from '#server/router.ts';
import { startFileWorld } from '../support/file-world.ts';
import type { StoreWorld } from '../support/store-world.ts';

/** A built site and its functions on this machine. Its stores fail on demand. */
export interface ServedSite<World extends StoreWorld = StoreWorld> extends AsyncDisposable {
  readonly origin: string;
  readonly blobs: World;
  /** Method, address and body of every request since the last call, in order of arrival. */
  requests(): Omit<Seen, 'isRead'>[];
}

interface Seen {
  readonly method: string;
  readonly path: string;
  body: string;
  /** True once its body was read. */
  isRead: boolean;
}

/** The store that functions use on this machine. */
export const STORE = 'signatures-local';
export const TOKEN = 'T'.repeat(40);

/** Node tells here of each request that its servers take. */
const ARRIVALS = channel('http.server.request.start');

/**
 * Serves the site built in the folder `root` as `npm run serve` does, but for its limits and its cache. A test sends
 * much, and reads what it has just changed. Functions read their environment at import. So a process, here a test file,
 * serves only one site.
 */
export async function serveSite<World extends StoreWorld = StoreWorld>(
  root: string,
  blobs: World | StoreWorld = startFileWorld(),
): Promise<ServedSite<World>> {
  Object.assign(process.env, {
    UNDERSIGNED_ROOT: root,
    ...(blobs.encodedContext && { NETLIFY_BLOBS_CONTEXT: blobs.encodedContext }),
    SIGNATURE_SECRET: 's'.repeat(32),
    ORGANIZER_TOKENS: `ana:${TOKEN}`,
  });
  // Only now, because it reads its environment, too.
  const { startSite } = await import('#server/site-server.ts');
  const seen: Seen[] = [];
  const server = await startSite({
    root,
    port: 0,
    host: '127.0.0.1',
    stores: blobs.stores ?? netlifyStores,
    deployContext: '',
    modules: (await loadFunctions()).map((module) => noting(module, seen)),
    limiter: null,
    cache: null,
    limits: { graceMs: 100 },
  });
  const note = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort !== server.port) return;
    const { method = '', url = '' } = request;
    seen.push({ method, path: url, body: '', isRead: false });
  };
  ARRIVALS.subscribe(note);
  return {
    origin: server.origin,
    blobs: blobs as World,
    requests: () => seen.splice(0).map(({ method, path, body }) => ({ method, path, body })),
    [Symbol.asyncDispose]: async () => {
      ARRIVALS.unsubscribe(note);
      // What hangs is over.
      blobs.faults.clear();
      await server.stop();
      await blobs.close();
    },
  };
}

/** A function that notes the body of each request, and knows no number that a test has changed meanwhile. */
function noting(module: FunctionModule, seen: readonly Seen[]): FunctionModule {
  return {
    ...module,
    default: async (request, context) => {
      forgetNumbers();
      const { pathname, search } = new URL(request.url);
      const found = seen.find(
        ({ method, path, isRead }) => !isRead && method === request.method && path === pathname + search,
      );
      if (found) Object.assign(found, { isRead: true, body: await request.clone().text() });
      return module.default(request, context);
    },
  };
}
