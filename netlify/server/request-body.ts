import type { IncomingMessage } from 'node:http';

/** The largest body that any function takes is one byte smaller. Whoever sends more gets a 413 from the function. */
export const BODY_CAP_BYTES = 128 * 1024 + 1;

/** The most bytes of bodies that are in memory at once, of all requests together. */
const ALL_BODIES_BYTES = 64 * 1024 * 1024;

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
      const chunks: Buffer[] = [];
      const isWelcome = (chunk: Buffer): boolean => {
        chunks.push(chunk);
        own += chunk.length;
        waiting += chunk.length;
        return own < BODY_CAP_BYTES && waiting <= mostBytes;
      };
      try {
        const end = await collect(incoming, isWelcome);
        if (end === 'gone') return 'gone';
        return waiting > mostBytes ? 'busy' : Buffer.concat(chunks);
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
