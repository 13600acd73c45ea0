import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import type { Endpoint } from '#endpoint/invocation.ts';
import { type SiteOptions, type SiteServer, startSite } from '#server/site-server.ts';

export const POLICY = "default-src 'none'; of all";
export const PAGE = `<!doctype html><title>A page</title>${'<p>Words of a page. '.repeat(200)}`;
export const BYTES = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 31) % 256));

const FILES: Readonly<Record<string, string | Buffer>> = {
  'index.html': '<!doctype html><title>Home</title>',
  'clean-river/index.html': PAGE,
  'clean-river/thanks/index.html': '<!doctype html><title>Thanks</title>',
  'organizers/index.html': '<!doctype html><title>Desk</title>',
  'a b/ü.txt': 'Encoded names',
  '404.html': '<!doctype html><title>Nothing</title>',
  '_astro/code.js': `// ${'code '.repeat(400)}`,
  'pictures/p.png': BYTES,
  'feed.xml': '<feed/>',
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'empty.txt': '',
  '.well-hidden': 'hidden',
  '.git/config': 'hidden',
  _headers: 'hidden',
  _redirects: 'hidden',
};

const FACTS = {
  host: 'own',
  sealed: false,
  headers: { 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' },
  rules: {
    '/*': { 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' },
    '/_astro/*': { 'Cache-Control': 'public, max-age=31536000, immutable' },
    '/organizers/*': { 'Content-Security-Policy': 'of the desk' },
    '/clean-river/thanks/': { 'Cache-Control': 'no-store' },
  },
  redirects: [
    { from: '/muddy-river/', to: '/clean-river/', status: 301 },
    { from: '/es/muddy-river/', to: '/es/clean-river/', status: 301 },
  ],
};

/** Writes a small built site, and gives its folder. */
export async function writeSite(facts: object = FACTS): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-server-'));
  for (const [name, content] of Object.entries({ ...FILES, 'deploy.json': JSON.stringify(facts) })) {
    const file = join(root, 'dist', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return root;
}

/** A running site, and ways to ask it. */
export interface SomeSite extends AsyncDisposable {
  readonly server: SiteServer;
  readonly root: string;
  /** The lines of the log so far. */
  readonly lines: string[];
  /** Asks with exactly this path and these headers. */
  readonly ask: (path: string, options?: RequestOptions, body?: string | Buffer) => Promise<Answer>;
  /** Opens a connection that sends only what it is told. */
  readonly open: () => Promise<Socket>;
  /** Sends a text, and resolves to all that comes back until the server ends the connection. */
  readonly say: (sent: string) => Promise<string>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly raw: readonly string[];
  readonly body: Buffer;
}

/** Functions by their address, such as `/api/echo`. */
export type Functions = Readonly<Record<string, Endpoint>>;

/** Serves the small site with some functions. */
export async function serveSome(
  functions: Functions = {},
  options: Partial<SiteOptions> = {},
): Promise<SomeSite> {
  const root = await writeSite();
  const lines: string[] = [];
  const modules = Object.entries(functions).map(([path, handler]) => ({
    default: handler,
    config: { path },
  }));
  const server = await startSite({
    root,
    port: 0,
    host: '127.0.0.1',
    stores: () => {
      throw new TypeError('These functions keep nothing.');
    },
    deployContext: '',
    modules,
    log: (line) => lines.push(line),
    ...options,
  });
  const open = async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  return {
    server,
    root,
    lines,
    open,
    ask: async (path, more = {}, body = '') => {
      const sent = request({ host: '127.0.0.1', port: server.port, path, agent: false, ...more });
      sent.end(body);
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      // A server may cut off the rest of a body once it has answered.
      sent.on('error', () => undefined);
      return {
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        raw: answer.rawHeaders,
        body: await buffer(answer),
      };
    },
    say: async (sent) => {
      const socket = await open();
      socket.write(sent);
      return text(socket);
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(root, { recursive: true });
    },
  };
}
