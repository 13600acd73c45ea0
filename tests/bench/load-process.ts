import { connect, type Socket } from 'node:net';
import { signaturesPath } from '#domain/api-paths.ts';
import { CAMPAIGN } from './functions.ts';
import { median } from './samples.ts';

/** What is sent: a signature as a browser's form or as JSON, or a request for a page. */
export type LoadKind = 'form' | 'json' | 'page';

/** How many connections send one request after the other, and when they stop. */
export interface LoadOrder {
  readonly port: number;
  readonly kind: LoadKind;
  readonly connections: number;
  readonly limit: { readonly ms: number } | { readonly requests: number };
  /** The number of the first person. Each request is another person, behind an address of their own. */
  readonly from: number;
  /** The path of the page. */
  readonly path?: string;
  /** Each person sends the same twice. */
  readonly isTwice?: boolean;
  /** The connections stay open until the next order. */
  readonly isHeld?: boolean;
}

/** What came of an order. */
export interface LoadReport {
  readonly answers: number;
  /** The answers that have the status of success. */
  readonly good: number;
  /** Connections that broke. */
  readonly broken: number;
  readonly seconds: number;
  readonly medianMs: number;
  /** The median of those that were sent again; `NaN` if none were. */
  readonly againMedianMs: number;
  readonly slowestMs: number;
}

const GOOD: Readonly<Record<LoadKind, string>> = { form: '303', json: '200', page: '200' };
const END_OF_HEAD = Buffer.from('\r\n\r\n');
/** Connections that nobody uses and nobody has closed. */
const held: Socket[] = [];
const END_OF_CHUNKS = '0\r\n\r\n';

/*
 * A lean client in a process of its own. A client library takes as much of the machine as the server.
 * Then the rate would be the client's.
 */
process.on('message', (order: LoadOrder) => {
  for (const socket of held.splice(0)) socket.destroy();
  void load(order).then((report) => process.send?.(report));
});
process.send?.({ answers: 0 });

async function load(order: LoadOrder): Promise<LoadReport> {
  const { limit, isTwice = false } = order;
  const times: [first: number[], again: number[]] = [[], []];
  const counts = { good: 0, broken: 0 };
  let sent = 0;
  const started = performance.now();
  const isOver = () => ('ms' in limit ? performance.now() - started >= limit.ms : sent >= limit.requests);
  const next = () => {
    if (isOver()) return null;
    const isAgain = isTwice && sent % 2 === 1;
    const text = requestOf(order, order.from + (isTwice ? sent >> 1 : sent));
    sent += 1;
    return {
      text,
      heard: (status: string, ms: number) => {
        times[isAgain ? 1 : 0].push(ms);
        if (status === GOOD[order.kind]) counts.good += 1;
      },
    };
  };
  const connection = async () => {
    // A connection that breaks is counted, and another takes its place.
    while (!isOver()) await talk(order, next).catch(() => (counts.broken += 1));
  };
  await Promise.all(Array.from({ length: order.connections }, connection));
  const [first, again] = times;
  return {
    answers: first.length + again.length,
    ...counts,
    seconds: (performance.now() - started) / 1000,
    medianMs: median(first),
    againMedianMs: median(again),
    slowestMs: [...first, ...again].reduce((most, ms) => Math.max(most, ms), 0),
  };
}

interface Sent {
  readonly text: string;
  readonly heard: (status: string, ms: number) => void;
}

/** Sends one request after the other on a connection. Resolves once `next` gives none; rejects if it breaks. */
function talk({ port, isHeld }: LoadOrder, next: () => Sent | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let received: Buffer = Buffer.alloc(0);
    let sentAt = 0;
    let waiting: Sent | null = null;
    const send = () => {
      waiting = next();
      if (waiting) {
        sentAt = performance.now();
        socket.write(waiting.text);
        return;
      }
      resolve();
      if (isHeld) held.push(socket);
      else socket.destroy();
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      if (!isWhole(received)) return;
      waiting?.heard(received.toString('latin1', 9, 12), performance.now() - sentAt);
      received = Buffer.alloc(0);
      send();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new Error('The connection was closed.'));
    });
  });
}

/** True for a whole answer. Each request waits for one, so nothing follows it. */
function isWhole(received: Buffer): boolean {
  const end = received.indexOf(END_OF_HEAD);
  if (end < 0) return false;
  const head = received.toString('latin1', 0, end);
  const length = /\r\ncontent-length: *(?<length>\d+)/iu.exec(head)?.groups?.['length'];
  if (length !== undefined) return received.length >= end + END_OF_HEAD.length + Number(length);
  if (!/\r\ntransfer-encoding: *chunked/iu.test(head)) return true;
  return received.toString('latin1', received.length - END_OF_CHUNKS.length) === END_OF_CHUNKS;
}

/** The request as Firefox sends it, behind a proxy that tells the person's address. */
function requestOf({ kind, path = '/' }: LoadOrder, person: number): string {
  const address = `10.${(person >> 16) & 255}.${(person >> 8) & 255}.${person & 255}`;
  const shared = `Host: localhost\r\nX-Forwarded-For: ${address}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0\r\nAccept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nConnection: keep-alive\r\nSec-Fetch-Site: same-origin\r\n`;
  if (kind === 'page') return `GET ${path} HTTP/1.1\r\nAccept: ${PAGE}\r\n${shared}\r\n`;
  const email = `ada-${person}@example.org`;
  const [accept, type, body] =
    kind === 'form'
      ? [PAGE, 'application/x-www-form-urlencoded', formOf(email)]
      : ['application/json', 'application/json', jsonOf(email)];
  return `POST ${signaturesPath(CAMPAIGN)} HTTP/1.1\r\nAccept: ${accept}\r\n${shared}Origin: null\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

const PAGE = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

function formOf(email: string): string {
  return `name=Ada+Lovelace&email=${encodeURIComponent(email)}&postalCode=02138&country=US&comment=&updates=on&nameShown=full&locale=en&text=0123456789abcdef&via=`;
}

function jsonOf(email: string): string {
  return JSON.stringify({
    name: 'Ada Lovelace',
    email,
    postalCode: '02138',
    country: 'US',
    comment: '',
    updates: true,
    nameShown: 'full',
    locale: 'en',
    text: '0123456789abcdef',
    via: '',
  });
}
