import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type DeployFacts, readDeployFacts } from '#deploy/deploy-facts.ts';
import { logError } from '#endpoint/log-error.ts';
import { SettingsError } from '#settings/settings.ts';
import type { OpenStores } from '#store/stores.ts';
import { accessLine } from './access-log.ts';
import { bodyOf, sendResponse, toRequest } from './function-call.ts';
import { LIMITS, refuseBroken } from './limits.ts';
import { listen } from './listen.ts';
import { answerItself, CLOSED_HEADERS } from './own-answer.ts';
import { redirectFor } from './redirects.ts';
import { sendRepresentation } from './representation.ts';
import { type FunctionModule, type Router, routerOf } from './router.ts';
import { readStaticFiles, type StaticFiles } from './static-files.ts';
import { readTarget, type Target } from './target.ts';

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
  /** The site's own address, if it has one. */
  readonly url?: string | null;
  /** Resolves while the stores give and take. */
  readonly probe?: () => Promise<void>;
  /** Takes one line for each request. */
  readonly log?: (line: string) => void;
}

/** A running server of a built site. */
export interface SiteServer {
  readonly origin: string;
  readonly port: number;
  /** Takes no more requests, and resolves once those under way are answered. */
  stop(): Promise<void>;
}

/** A request on its way through the server. */
interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly target: Target;
}

/**
 * Serves a built site with its functions, its headers, its redirects and its page for nothing. Throws a
 * `SettingsError` if the site is not whole: without its headers no page is safe.
 */
export async function startSite(options: SiteOptions): Promise<SiteServer> {
  const facts = await wholeFacts(options.root);
  const files = await readStaticFiles(join(options.root, 'dist'), facts);
  const route = routerOf(options.modules);
  const underWay = new Set<Promise<void>>();
  const server = createServer(LIMITS, (incoming, outgoing) => {
    const answering = answer(incoming, outgoing);
    underWay.add(answering);
    void answering.finally(() => underWay.delete(answering));
  });
  server.on('clientError', refuseBroken);
  const port = await listen(server, options);
  const origin = `http://localhost:${port}`;
  return {
    origin,
    port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(underWay);
      server.closeAllConnections();
      await closed;
    },
  };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const started = Date.now();
    let place = '-';
    try {
      place = await send(incoming, outgoing);
    } catch (error) {
      logError(error);
      // An answer that has begun must not look whole.
      if (outgoing.headersSent) outgoing.destroy();
      else answerItself(outgoing, 503, { 'Retry-After': '60' });
    }
    options.log?.(accessLine({ started, method: incoming.method, place, status: outgoing.statusCode }));
  }

  /** Sends the answer, and tells the place of it for the log. */
  async function send(incoming: IncomingMessage, outgoing: ServerResponse): Promise<string> {
    const target = readTarget(incoming.url ?? '');
    if (incoming.method === 'TRACE') answerItself(outgoing, 501);
    else if (target === 400) answerItself(outgoing, 400);
    else if (target === 404) await sendRepresentation(files.notFound, incoming, outgoing);
    else if (target.pathname === '/healthz') return answerHealth(outgoing);
    else {
      const exchange = { incoming, outgoing, target };
      return (await callFunction(exchange, route)) ?? (await answerFromFiles(exchange, { files, facts }));
    }
    return '-';
  }

  async function answerHealth(outgoing: ServerResponse): Promise<string> {
    try {
      await options.probe?.();
      outgoing.writeHead(200, { ...CLOSED_HEADERS, 'Content-Length': '3' }).end('ok\n');
    } catch (error) {
      logError(error);
      answerItself(outgoing, 503);
    }
    return '/healthz';
  }

  async function callFunction(
    { incoming, outgoing, target }: Exchange,
    find: Router,
  ): Promise<string | null> {
    const found = find(incoming.method ?? '', target.pathname);
    if (found === null) return null;
    const { bytes } = await bodyOf(incoming);
    const { deployContext, stores } = options;
    const base = options.url ?? `http://${target.host ?? incoming.headers.host ?? `localhost:${port}`}`;
    const request = toRequest(incoming, `${new URL(base).origin}${target.pathname}${target.search}`, bytes);
    const context = { params: found.params, deploy: { context: deployContext }, stores };
    await sendResponse(await found.route.handler(request, context), incoming, outgoing);
    return found.route.path;
  }
}

/** The facts of a whole build. */
async function wholeFacts(root: string): Promise<DeployFacts> {
  const facts = await readDeployFacts(root);
  if (facts.rules['/*'] !== undefined) return facts;
  throw new SettingsError('There is no whole built site: run npm run build first.');
}

async function answerFromFiles(
  { incoming, outgoing, target }: Exchange,
  { files, facts }: { files: StaticFiles; facts: DeployFacts },
): Promise<string> {
  const { pathname, search } = target;
  const isRead = incoming.method === 'GET' || incoming.method === 'HEAD';
  const led = redirectFor(facts.redirects, pathname, search);
  const found = files.at(pathname);
  const location = led?.location ?? (found?.kind === 'folder' && isRead ? `${found.path}${search}` : null);
  if (location !== null) {
    outgoing.writeHead(led?.status ?? 301, { ...facts.headers, location, 'Content-Length': '0' }).end();
    return '-';
  }
  if (found === null) {
    await sendRepresentation(files.notFound, incoming, outgoing);
    return '-';
  }
  if (!isRead || found.kind === 'folder') answerItself(outgoing, 405, { Allow: 'GET, HEAD' });
  else await sendRepresentation(found.file, incoming, outgoing);
  return found.path;
}
