import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Limits } from './limits.ts';
import { type OwnStatus, rawAnswer } from './own-answer.ts';

/** What the connections of a server are doing. */
export interface Connections {
  /** Notes that a request is being answered. */
  readonly noteAnswering: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
}

const STATUSES: Readonly<Record<string, OwnStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** For how long a refused connection is kept, so that the client can read why. */
const FAREWELL_MS = 2_000;

/**
 * Watches the connections of a server. It refuses what is no request, and cuts off who is too slow. Where there are too
 * many, it ends those that do nothing.
 */
export function watchConnections(server: Server, { idleMs, connections }: Limits): Connections {
  // A client may send several requests in a row, and gets the answers in their order.
  const answering = new WeakMap<Duplex, Set<ServerResponse>>();
  const refused = new WeakSet<Duplex>();
  let open = 0;

  function refuse(socket: Duplex, status: OwnStatus): void {
    if (refused.has(socket)) return;
    refused.add(socket);
    const waiting = [...(answering.get(socket) ?? [])];
    const isMidAnswer = waiting.length > 1 || waiting[0]?.headersSent === true;
    if (!socket.writable || isMidAnswer) {
      socket.destroy();
      return;
    }
    socket.end(rawAnswer(status));
    // What is still to come is read and thrown away, or the answer might be lost.
    socket.resume();
    const timer = setTimeout(() => socket.destroy(), FAREWELL_MS);
    socket.once('close', () => clearTimeout(timer));
  }

  server.maxConnections = connections;
  server.timeout = idleMs;
  server.on('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => (open -= 1));
    if (open > connections * 0.75) server.closeIdleConnections();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const { code = '' } = error;
    if (code === 'ECONNRESET') socket.destroy();
    else refuse(socket, STATUSES[code] ?? 400);
  });
  server.on('connect', (_, socket) => refuse(socket, 501));
  return {
    noteAnswering: ({ socket }, outgoing) => {
      const waiting = answering.get(socket) ?? new Set();
      answering.set(socket, waiting.add(outgoing));
      outgoing.once('close', () => waiting.delete(outgoing));
    },
  };
}
