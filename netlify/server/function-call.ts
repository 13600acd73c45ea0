import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';

/** The largest body that any function takes, and one byte more: who sends it gets a 413 from the function. */
export const BODY_CAP_BYTES = 128 * 1024 + 1;

/** A request's body; `isWhole` is false if more of it was sent, or would have been. */
export interface ReadBody {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly isWhole: boolean;
}

/** Reads as much of a body as any function takes. Of one that is declared larger it reads nothing. */
export async function bodyOf(incoming: IncomingMessage): Promise<ReadBody> {
  if (Number(incoming.headers['content-length'] ?? 0) >= BODY_CAP_BYTES) {
    return { bytes: Buffer.alloc(0), isWhole: false };
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= BODY_CAP_BYTES) return { bytes: Buffer.concat(chunks), isWhole: false };
  }
  return { bytes: Buffer.concat(chunks), isWhole: true };
}

/** The request as functions take it. */
export function toRequest(incoming: IncomingMessage, address: string, body: Buffer<ArrayBuffer>): Request {
  const { method = 'GET', rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  const isBodiless = method === 'GET' || method === 'HEAD';
  return new Request(address, { method, headers, body: isBodiless ? null : body });
}

/**
 * Sends the answer of a function. The headers go first, even if the body breaks off in its first piece. Then the
 * transfer breaks off, too: what is short never looks whole.
 */
export async function sendResponse(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const fields = [...response.headers].flat();
  const { body, status } = response;
  if (body === null || incoming.method === 'HEAD') {
    await body?.cancel();
    outgoing.writeHead(status, fields).end();
    return;
  }
  const whole = await atOnce(body);
  if (whole.kind === 'ended') {
    const bytes = Buffer.concat(whole.chunks);
    outgoing.writeHead(status, [...fields, 'content-length', String(bytes.length)]).end(bytes);
    return;
  }
  outgoing.writeHead(status, fields).flushHeaders();
  await pipeline(whole.rest, outgoing);
}

type Started =
  | { readonly kind: 'ended'; readonly chunks: readonly Uint8Array[] }
  | { readonly kind: 'streaming'; readonly rest: () => AsyncGenerator<Uint8Array> };

/** Reads what a body has at once. A text has all of it; only a stream lets us wait. */
async function atOnce(body: ReadableStream<Uint8Array>): Promise<Started> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  const soon = setImmediate(null);
  for (;;) {
    const reading = reader.read();
    const read = await Promise.race([reading, soon]).catch(() => null);
    if (read?.done === true) return { kind: 'ended', chunks };
    if (read !== null) {
      chunks.push(read.value);
      continue;
    }
    const rest = async function* () {
      yield* chunks;
      try {
        for (let next = await reading; !next.done; next = await reader.read()) yield next.value;
      } finally {
        await reader.cancel().catch(() => undefined);
      }
    };
    return { kind: 'streaming', rest };
  }
}
