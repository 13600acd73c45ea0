import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { aSignature } from '../store/a-signature.ts';

/** What the bare server is told: where its file lies, and the page that it answers to each `GET`. */
export interface BareOrder {
  readonly folder: string;
  readonly page: { readonly headers: Readonly<Record<string, string>>; readonly base64: string };
}

/** Where the bare server listens; 0 before it is told where its file lies. */
export interface BareNews {
  readonly port: number;
}

const RECORD = JSON.stringify(aSignature());

/*
 * The least that a server in this runtime does for one signature. It reads the body, inserts one row at
 * `synchronous=FULL`, commits and answers. It checks nothing.
 */
process.on('message', (order: BareOrder) => {
  void listen(order).then((port) => process.send?.({ port }));
});
process.send?.({ port: 0 });

async function listen({ folder, page }: BareOrder): Promise<number> {
  const file = new DatabaseSync(join(folder, 'bare.sqlite'));
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  file.exec(
    'CREATE TABLE blobs (store INTEGER, key TEXT, text TEXT, version INTEGER, PRIMARY KEY (store, key)) WITHOUT ROWID',
  );
  const insert = file.prepare('INSERT INTO blobs VALUES (1, ?, ?, 1) ON CONFLICT DO NOTHING');
  const bytes = Buffer.from(page.base64, 'base64');
  const pageHeaders = { ...page.headers, 'content-length': bytes.length };
  const server = createServer((request, response) => {
    if (request.method === 'GET') response.writeHead(200, pageHeaders).end(bytes);
    else sign(request, response, () => insert.run(`clean-river/${randomBytes(16).toString('hex')}`, RECORD));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function sign(request: IncomingMessage, response: ServerResponse, write: () => void): void {
  const isForm = request.headers['content-type'] !== 'application/json';
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    Buffer.concat(chunks).toString();
    write();
    if (isForm) response.writeHead(303, { location: '/clean-river/thanks/', 'content-length': 0 }).end();
    else
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': 21 })
        .end('{"status":"accepted"}');
  });
}
