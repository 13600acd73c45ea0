import { NetlifyDev } from '@netlify/dev';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { deployFacts } from '#deploy/deploy-facts.ts';
import { sitePages } from '#deploy/site-pages.ts';
import { decoded } from '#domain/link.ts';
import { LOCAL_FEATURES } from '#integrations/platform.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';

/** A running server of the built site. */
export interface SiteServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Serves `dist/` with headers, redirects, the 404 page, functions and blobs. Port 0 takes any free port.
 * Throws if a file of the built site is missing: without its headers no page is safe.
 */
export async function startSite({ port, host }: { port: number; host: string }): Promise<SiteServer> {
  for (const file of ['404.html', '_headers', 'deploy.json']) {
    await access(join(PROJECT_ROOT, 'dist', file)).catch(() => {
      throw new Error(`There is no whole built site, dist/${file} is missing: run npm run build first.`);
    });
  }
  const platform = new NetlifyDev({ projectRoot: PROJECT_ROOT, serverAddress: null, ...LOCAL_FEATURES });
  const server = createServer((request, response) => {
    platformStarted
      .then(() => answer(platform, request, response))
      .catch((error: unknown) => {
        // An incomplete download must not look whole.
        console.error(error instanceof Error ? error.name : 'The answer broke off.');
        response.destroy();
      });
  });
  // The port comes first: the platform keeps a process alive, even once it is stopped.
  await listen(server, port, host);
  const platformStarted = platform.start();
  await platformStarted.catch((error: unknown) => {
    server.close();
    throw error;
  });
  const address = server.address();
  const used = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://localhost:${used}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await platform.stop();
    },
  };
}

/** Throws an error for people if the address cannot be had. */
async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new Error(`Another program has port ${port}: end it, or set PORT to another number.`);
    if (code === 'EADDRNOTAVAIL')
      throw new Error(`${host} is no address of this machine: leave --host out, or use 0.0.0.0.`);
    throw error;
  });
}

async function answer(
  platform: NetlifyDev,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = await answerOf(platform, request);
  response.writeHead(found.status, Object.fromEntries(found.headers));
  if (found.body) await pipeline(found.body, response);
  else response.end();
}

async function answerOf(platform: NetlifyDev, request: IncomingMessage): Promise<Response> {
  const refused = refusedStatus(request);
  if (refused !== null) return noPage(refused);
  const match = await platform.handleAndIntrospectNodeRequest(request);
  if (match?.type === 'redirect') return withinSite(match.response);
  // The emulation gives a page to every method, and a form would seem to be received.
  const isLost = match?.type === 'static' && !['GET', 'HEAD'].includes(request.method ?? '');
  return isLost ? noPage(405, { allow: 'GET, HEAD' }) : (match?.response ?? noPage(404));
}

/** A redirect by its path alone. The emulation takes the host from the request, which may name any. */
function withinSite({ status, headers }: Response): Response {
  const { pathname, search } = new URL(headers.get('location') ?? '/', 'http://localhost');
  return new Response(null, { status, headers: { location: pathname + search } });
}

/**
 * The status for what the emulation breaks off or opens, and Netlify does not (@netlify/dev 5.1.3); else
 * `null`. TRACE has no `Request`, and a wrong percent sign no path. Scheduled functions have no address.
 */
function refusedStatus({ method, url = '/' }: IncomingMessage): 400 | 404 | 501 | null {
  if (method === 'TRACE') return 501;
  const path = decoded(url.split('?', 1)[0] ?? '');
  if (path === null || !URL.canParse(url, 'http://localhost')) return 400;
  return /^\/\.netlify(?:\/|$)/iu.test(posix.normalize(path).replaceAll('\\', '/')) ? 404 : null;
}

/**
 * Netlify answers an unknown address with the 404 page and the headers of all pages. The emulation does not.
 */
async function noPage(status: number, more: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { headers } = await deployFacts();
  const page = status === 404 ? await sitePages().page('/404.html') : null;
  const type = { 'content-type': 'text/html; charset=utf-8' };
  return new Response(page, { status, headers: { ...headers, ...more, ...(page !== null && type) } });
}
