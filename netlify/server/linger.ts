import type { IncomingMessage, ServerResponse } from 'node:http';

/** How much of an unread body is thrown away after the answer, and for how long. */
export interface Lingering {
  readonly bytes: number;
  readonly ms: number;
}

/**
 * Goes on reading a body that nobody wants, once the answer to it is sent. If the connection were cut at once, the
 * client might lose the answer (RFC 9112, 9.6). Then it is cut all the same.
 */
export function lingerAfter(incoming: IncomingMessage, outgoing: ServerResponse, most: Lingering): void {
  outgoing.once('finish', () => {
    if (incoming.complete || incoming.destroyed) return;
    let left = most.bytes;
    const cut = () => incoming.socket.destroy();
    const timer = setTimeout(cut, most.ms);
    incoming.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) cut();
    });
    incoming.once('close', () => clearTimeout(timer));
  });
}
