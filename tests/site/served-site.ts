import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { type BlobService, startBlobService } from '../blob-service/blob-service.ts';
import { startServer } from '../support/local-server.ts';
import { headersFor, type HeaderRule, parseHeaderRules } from './header-rules.ts';

/** A built site on this machine with its functions, over a blob service that fails on demand. */
export interface ServedSite extends AsyncDisposable {
  readonly origin: string;
  readonly blobs: BlobService;
  /** Method, address and body of every request since the last look, in the order they came. */
  requests(): { method: string; path: string; body: string }[];
}

/** The store that functions of this machine write to. */
export const STORE = 'signatures-local';
export const TOKEN = 'T'.repeat(40);

const FUNCTIONS = new URL('../../netlify/functions', import.meta.url).pathname;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=UTF-8',
  '.js': 'application/javascript; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=UTF-8',
  '.xml': 'application/xml',
};

/**
 * Serves the site built in the folder `root`. Functions read their surroundings when they are imported, so a process,
 * here a test file, serves one site only.
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
  const rules = parseHeaderRules(await readFile(join(dist, '_headers'), 'utf8'));
  const endpoints = await importEndpoints();
  const seen: { method: string; path: string; body: string }[] = [];
  const server = await startServer((incoming, outgoing) => {
    const answering = async () => {
      const request = await toRequest(incoming);
      const { pathname, search } = new URL(request.url);
      seen.push({ method: request.method, path: pathname + search, body: await request.clone().text() });
      const response = (await callEndpoint(request, endpoints)) ?? (await serveFile(pathname, dist, rules));
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

interface Endpoint {
  readonly pattern: URLPattern;
  readonly methods: readonly string[] | null;
  readonly handler: Handler;
}

type Handler = (request: Request, context: unknown) => Promise<Response>;

/** The functions with the addresses that their `config` gives them, as the platform finds them. */
async function importEndpoints(): Promise<Endpoint[]> {
  const files = (await readdir(FUNCTIONS)).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(FUNCTIONS, file)).href)));
  return modules.flatMap(toEndpoint);
}

function toEndpoint(module: unknown): Endpoint[] {
  if (!isFunctionModule(module)) return [];
  const { path: pathname, method } = module.config;
  return [
    {
      pattern: new URLPattern({ pathname }),
      methods: method === undefined ? null : [method].flat(),
      handler: module.default,
    },
  ];
}

/** One that runs on a schedule has no address. */
function isFunctionModule(
  module: unknown,
): module is { default: Handler; config: { path: string; method?: string | string[] } } {
  if (typeof module !== 'object' || module === null || !('default' in module) || !('config' in module))
    return false;
  return typeof module.config === 'object' && module.config !== null && 'path' in module.config;
}

async function callEndpoint(request: Request, endpoints: readonly Endpoint[]): Promise<Response | null> {
  for (const { pattern, methods, handler } of endpoints) {
    const match = pattern.exec(request.url);
    if (match && (methods?.includes(request.method) ?? true)) {
      return handler(request, { params: match.pathname.groups, deploy: { context: '' } });
    }
  }
  return null;
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
  // As a host that streams does: what breaks off in its first piece breaks off after its headers.
  outgoing.flushHeaders();
  if (response.body) await pipeline(response.body, outgoing);
  else outgoing.end();
}
