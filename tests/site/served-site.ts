import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { loadFunctions } from '#server/functions.ts';
import { routerOf } from '#server/router.ts';
import { type BlobService, startBlobService } from '../blob-service/blob-service.ts';
import { startServer } from '../support/local-server.ts';
import { headersFor, type HeaderRule, readHeaderRules } from './header-rules.ts';

/** A built site and its functions on this machine. Its blob service fails on demand. */
export interface ServedSite extends AsyncDisposable {
  readonly origin: string;
  readonly blobs: BlobService;
  /** Method, address and body of every request since the last call, in order of arrival. */
  requests(): { method: string; path: string; body: string }[];
}

/** The store that functions use on this machine. */
export const STORE = 'signatures-local';
export const TOKEN = 'T'.repeat(40);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=UTF-8',
  '.js': 'application/javascript; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=UTF-8',
  '.xml': 'application/xml',
};

/**
 * Serves the site built in the folder `root`. Functions read their environment at import. So a process, here
 * a test file, serves only one site.
 */
export async function serveSite(root: string): Promise<ServedSite> {
  const blobs = await startBlobService();
  Object.assign(process.env, {
    UNDERSIGNED_ROOT: root,
    NETLIFY_BLOBS_CONTEXT: blobs.encodedContext,
    SIGNATURE_SECRET: 's'.repeat(32),
    ORGANIZER_TOKENS: `ana:${TOKEN}`,
  });
  const dist = join(root, 'dist');
  const rules = await readHeaderRules(dist);
  const route = routerOf(await loadFunctions());
  const seen: { method: string; path: string; body: string }[] = [];
  const server = await startServer((incoming, outgoing) => {
    const answering = async () => {
      const request = await toRequest(incoming);
      // A test seeds the store and reads the new number at once.
      forgetNumbers();
      const { pathname, search } = new URL(request.url);
      seen.push({ method: request.method, path: pathname + search, body: await request.clone().text() });
      const found = route(request.method, pathname);
      const response = found
        ? await found.route.handler(request, { params: found.params, deploy: { context: '' } })
        : await serveFile(pathname, dist, rules);
      await send(response, outgoing);
    };
    answering().catch(() => outgoing.destroy());
  });
  return {
    origin: server.origin,
    blobs,
    requests: () => seen.splice(0),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await blobs.close();
    },
  };
}

async function serveFile(pathname: string, dist: string, rules: readonly HeaderRule[]): Promise<Response> {
  const path = decodeURIComponent(pathname).replace(/\/$/u, '/index.html');
  const file = await readFile(join(dist, path)).catch(() => null);
  const type = TYPES[file ? extname(path) : '.html'] ?? 'application/octet-stream';
  return new Response(file ?? (await readFile(join(dist, '404.html'))), {
    status: file ? 200 : 404,
    headers: { ...headersFor(rules, pathname), 'content-type': type },
  });
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', headers, url = '/' } = incoming;
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), { method, headers: pairs, body });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  // A host that streams sends the headers first. This server does the same, even if the body breaks off in
  // its first piece.
  outgoing.flushHeaders();
  if (response.body) await pipeline(response.body, outgoing);
  else outgoing.end();
}
