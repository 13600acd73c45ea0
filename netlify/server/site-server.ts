import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { OpenStores } from '#store/stores.ts';
import { answerer } from './answering.ts';
import { parseTrustedProxies, type TrustedProxies } from './client-address.ts';
import { watchConnections } from './connections.ts';
import { type EdgeCache, edgeCache } from './edge-cache.ts';
import { functionCaller } from './function-caller.ts';
import { LIMITS, type Limits } from './limits.ts';
import { listen } from './listen.ts';
import { answerItself } from './own-answer.ts';
import { type RateLimiter, rateLimiter } from './rate-limit.ts';
import type { FunctionModule } from './router.ts';
import { readStaticSite } from './static-site.ts';

/** What a server of a built site needs. */
export interface SiteOptions {
  /** The folder with `dist/`. */
  readonly root: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Where functions keep what they are given. */
  readonly stores: OpenStores;
  readonly deployContext: string;
  readonly modules: readonly FunctionModule[];
  /** The site's own address. Without one, functions see the address that a request names. */
  readonly url?: string | null;
  /** Resolves while the stores give and take. */
  readonly probe?: () => Promise<void>;
  /** Whose word on a client's address is believed: nobody's, if not said. */
  readonly trustedProxies?: TrustedProxies;
  /** `null` for no limits. */
  readonly limiter?: RateLimiter | null;
  /** `null` for none. */
  readonly cache?: EdgeCache | null;
  /** Takes one line for each request. */
  readonly log?: (line: string) => void;
  readonly limits?: Partial<Limits>;
}

/** A running server of a built site. */
export interface SiteServer {
  readonly origin: string;
  readonly port: number;
  /** Takes no more requests. Resolves once those under way are answered, or have had their time. */
  stop(): Promise<void>;
}

/**
 * Serves a built site with its functions, its headers, its redirects and its 404 page. Rejects with a
 * `SettingsError` if the site is not whole or the port cannot be had.
 */
export async function startSite(options: SiteOptions): Promise<SiteServer> {
  const limits = { ...LIMITS, ...options.limits };
  const { modules, stores, deployContext, url = null, log = () => undefined } = options;
  let isStopping = false;
  let ownOrigin = '';
  const underWay = new Set<Promise<void>>();
  const answer = answerer({
    health: async () => {
      if (isStopping) throw new Error('The server is stopping.');
      await options.probe?.();
    },
    functions: functionCaller({
      modules,
      stores,
      deployContext,
      origin: url === null ? null : new URL(url).origin,
      ownOrigin: () => ownOrigin,
      trustedProxies: options.trustedProxies ?? parseTrustedProxies(null),
      limiter: options.limiter === undefined ? rateLimiter() : options.limiter,
      cache: options.cache === undefined ? edgeCache() : options.cache,
    }),
    files: await readStaticSite(options.root),
    log,
    unread: limits.unread,
  });
  const server = createServer(limits, (incoming, outgoing) => take(incoming, outgoing, false));
  server.on('checkContinue', (incoming, outgoing) => take(incoming, outgoing, true));
  server.on('checkExpectation', (_, outgoing) => answerItself(outgoing, 417));
  const { noteAnswering } = watchConnections(server, limits);
  const port = await listen(server, options);
  ownOrigin = `http://localhost:${port}`;
  return {
    origin: ownOrigin,
    port,
    stop: async () => {
      isStopping = true;
      const closed = new Promise((resolve) => server.close(resolve));
      const isLate = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => {
        server.closeAllConnections();
        isLate.resolve(undefined);
      }, limits.graceMs);
      // A function goes on when its client is gone. Its stores must stay open for it.
      await Promise.race([Promise.all([...underWay]), isLate.promise]);
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
    },
  };

  function take(incoming: IncomingMessage, outgoing: ServerResponse, isWaitingToSend: boolean): void {
    noteAnswering(incoming, outgoing);
    if (isStopping) outgoing.setHeader('Connection', 'close');
    outgoing.once('close', () => {
      if (isStopping) setImmediate(() => server.closeIdleConnections());
    });
    const answering = answer(incoming, outgoing, isWaitingToSend);
    underWay.add(answering);
    void answering.then(() => underWay.delete(answering));
  }
}
