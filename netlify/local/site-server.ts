import { NetlifyDev } from '@netlify/dev';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { deployFacts } from '#deploy/deploy-facts.ts';
import { sitePages } from '#deploy/site-pages.ts';
import { LOCAL_FEATURES } from '#integrations/platform.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';

/** A running server of the built site. */
export interface SiteServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Serves `dist/` with headers, redirects, the 404 page, functions and blobs. Port 0 takes any free port.
 * Throws if there is no built site.
 */
export async function startSite({ port }: { port: number }): Promise<SiteServer> {
  await readFile(join(PROJECT_ROOT, 'dist', '404.html')).catch(() => {
    throw new Error('There is no built site: run npm run build first.');
  });
  const platform = new NetlifyDev({ projectRoot: PROJECT_ROOT, serverAddress: null, ...LOCAL_FEATURES });
  await platform.start();
  const server = createServer((request, response) => {
    answer(platform, request, response).catch((error: unknown) => {
      // An incomplete download must not look whole.
      console.error(error instanceof Error ? error.name : 'The answer broke off.');
      response.destroy();
    });
  });
  server.listen(port);
  await once(server, 'listening');
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

async function answer(
  platform: NetlifyDev,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const match = await platform.handleAndIntrospectNodeRequest(request);
  const found = match?.response ?? (await notFound());
  response.writeHead(found.status, Object.fromEntries(found.headers));
  if (found.body) await pipeline(found.body, response);
  else response.end();
}

/**
 * Netlify answers an unknown address with the 404 page and the headers of all pages. The emulation does not.
 */
async function notFound(): Promise<Response> {
  const headers = { ...(await deployFacts()).headers, 'content-type': 'text/html; charset=utf-8' };
  return new Response(await sitePages().page('/404.html'), { status: 404, headers });
}
