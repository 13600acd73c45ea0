import type { IncomingMessage } from 'node:http';

/** The largest body that any function takes is one byte smaller. Whoever sends more gets a 413 from the function. */
export const BODY_CAP_BYTES = 128 * 1024 + 1;

/** The most bytes of bodies that are in memory at once, of all requests together. */
const ALL_BODIES_BYTES = 64 * 1024 * 1024;

/**
 * A body up to this size is always read. It is that of somebody who signs, and large ones that come slowly must not
 * shut out who signs. The number of connections bounds these.
 */
const SMALL_BYTES = 16 * 1024;

/**
 * A body in more pieces than this is nobody's form: 128 KiB come in some hundreds. Each piece is an event and an
 * object. Single bytes would cost this process seconds, and a hundred times their memory.
 */
const MOST_PIECES = 2_048;
/** So many pieces are put together at once. */
const LOOSE_PIECES = 64;

/** Why there is no body to work with. */
type NoBody = 'gone' | 'busy';

/** Reads the bodies of requests, as far as functions take them. */
export interface BodyReader {
  /** A body, or its start where it is larger than any function takes. Of one that is declared larger it is empty. */
  readonly read: (incoming: IncomingMessage) => Promise<Buffer<ArrayBuffer> | NoBody>;
}

/** A reader for one server. All bodies that are being read share its limit. */
export function bodyReader(mostBytes = ALL_BODIES_BYTES): BodyReader {
  let waiting = 0;
  return {
    read: async (incoming) => {
      if (declaredBytes(incoming) >= BODY_CAP_BYTES) return Buffer.alloc(0);
      let own = 0;
      let pieces = 0;
      let chunks: Buffer[] = [];
      const isWelcome = (chunk: Buffer): boolean => {
        chunks.push(chunk);
        if (chunks.length === LOOSE_PIECES) chunks = [Buffer.concat(chunks)];
        pieces += 1;
        own += chunk.length;
        waiting += chunk.length;
        return own < BODY_CAP_BYTES && hasRoom() && pieces <= MOST_PIECES;
      };
      const hasRoom = (): boolean => waiting <= mostBytes || own <= SMALL_BYTES;
      try {
        const end = await collect(incoming, isWelcome);
        if (pieces > MOST_PIECES) incoming.destroy();
        if (end === 'gone' || pieces > MOST_PIECES) return 'gone';
        return hasRoom() ? Buffer.concat(chunks) : 'busy';
      } finally {
        waiting -= own;
      }
    },
  };
}

/** The length that a request declares for its body. */
export function declaredBytes({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

/** Reads until the end, or until a chunk is not welcome. Events cost a third of what an iterator does. */
function collect(incoming: IncomingMessage, isWelcome: (chunk: Buffer) => boolean): Promise<'read' | 'gone'> {
  if (incoming.destroyed) return Promise.resolve('gone');
  return new Promise((resolve) => {
    const done = (end: 'read' | 'gone') => {
      incoming.off('data', take).off('end', whole).off('close', gone).off('error', gone);
      resolve(end);
    };
    const whole = () => done('read');
    const gone = () => done('gone');
    const take = (chunk: Buffer) => {
      if (!isWelcome(chunk)) done('read');
    };
    incoming.on('data', take).on('end', whole).on('close', gone).on('error', gone);
  });
}
