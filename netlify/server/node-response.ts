import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers';

/** Statuses whose answers have no body, and no length of one (RFC 9110, 8.6). */
const BODILESS = [204, 304];

/**
 * Sends the answer of a function. What is there at once goes in one piece. Of a stream the headers go first, even if
 * it breaks off in its first piece. Then the transfer breaks off, too: what is short never looks whole.
 */
export async function sendResponse(
  { status, headers, body }: Response,
  { method }: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const fields: string[] = [];
  for (const [name, value] of headers) if (!isForHost(name)) fields.push(name, value);
  if (body === null || method === 'HEAD') {
    await body?.cancel();
    if (method !== 'HEAD' && !BODILESS.includes(status)) fields.push('content-length', '0');
    outgoing.writeHead(status, fields).end();
    return;
  }
  const reader = body.getReader();
  const { chunks, next } = await readAtOnce(reader);
  if (next === null) {
    const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    if (!headers.has('content-length')) fields.push('content-length', String(bytes.length));
    outgoing.writeHead(status, fields).end(bytes);
    return;
  }
  outgoing.writeHead(status, fields).flushHeaders();
  await pass(reader, { chunks, next }, outgoing);
}

/** Headers by which Netlify's edge is told what to do. They are for no browser. */
function isForHost(name: string): boolean {
  return name.startsWith('netlify-');
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** What a stream has given, and the read that is under way; `null` if it has ended. */
interface Begun {
  readonly chunks: readonly Uint8Array[];
  readonly next: ReturnType<Reader['read']> | null;
}

/** A text is there whole, and only a true stream lets us wait. Of one that does not, no more is read than this. */
const AT_ONCE_BYTES = 64 * 1024;

/** Reads what is there at once. */
async function readAtOnce(reader: Reader): Promise<Begun> {
  const chunks: Uint8Array[] = [];
  const later = soon();
  for (let bytes = 0; ;) {
    const next = reader.read();
    if (bytes >= AT_ONCE_BYTES) return { chunks, next };
    const read = await Promise.race([next, later]).catch(() => null);
    if (read === null) return { chunks, next };
    if (read.done) return { chunks, next: null };
    chunks.push(read.value);
    bytes += read.value.length;
  }
}

/** Resolves after all that needs no waiting. */
function soon(): Promise<null> {
  return new Promise((resolve) => setImmediate(resolve, null));
}

/** Passes a stream on as fast as the client takes it. If one of both breaks off, so does the other. */
async function pass(reader: Reader, { chunks, next }: Begun, outgoing: ServerResponse): Promise<void> {
  // Whoever left while the function worked closes no second time.
  if (outgoing.destroyed) {
    await Promise.allSettled([reader.cancel(), next]);
    return;
  }
  const closed = new Promise<void>((resolve) => outgoing.once('close', resolve));
  // A read that waits ends, too.
  const cancel = () => void reader.cancel().catch(() => undefined);
  outgoing.once('close', cancel);
  try {
    for (const chunk of chunks) outgoing.write(chunk);
    for (let read = await next; read && !read.done; read = await reader.read()) {
      if (!outgoing.write(read.value)) await Promise.race([closed, drained(outgoing)]);
    }
    outgoing.off('close', cancel).end();
  } catch (error) {
    outgoing.destroy();
    throw error;
  }
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => outgoing.once('drain', resolve));
}
