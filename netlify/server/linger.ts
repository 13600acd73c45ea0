import type { IncomingMessage, ServerResponse } from 'node:http';

/** How much of an unread body is thrown away after the answer, and for how long. */
export interface Lingering {
  readonly bytes: number;
  readonly ms: number;
}

const LOOK_MS = 20;

/**
 * Goes on reading a body that nobody wants, once the answer to it is sent. If the connection were cut at once, the
 * client might lose the answer (RFC 9112, 9.6). Then it is cut all the same.
 */
export function lingerAfter(incoming: IncomingMessage, outgoing: ServerResponse, most: Lingering): void {
  outgoing.once('finish', () => {
    if (incoming.complete || incoming.destroyed) return;
    const { socket } = incoming;
    const from = socket.bytesRead;
    const ends = performance.now() + most.ms;
    // Node throws the bytes away itself, and tells nobody of them.
    const timer = setInterval(() => {
      if (socket.bytesRead - from > most.bytes || performance.now() >= ends) socket.destroy();
    }, LOOK_MS);
    incoming.once('close', () => clearInterval(timer));
  });
}
