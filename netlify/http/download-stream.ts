import { BYTE_ORDER_MARK, toCsvLine } from '#domain/csv.ts';
import { COLUMNS, toCells, toLine } from '#domain/row.ts';
import type { Signature } from '#domain/signature.ts';
import type { SignatureStore } from '#blobs/signature-store.ts';

export const FORMATS = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
} as const;
export type Format = keyof typeof FORMATS;

export function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMATS, text);
}

/** Signatures read side by side: enough for 6,000 rows in 5 s at 50 ms a read, few enough to keep memory flat. */
const CONCURRENCY = 64;
/** Rows are sent in pieces of about so many characters. */
const CHUNK_CHARS = 64 * 1024;

/**
 * The signatures with these ids, in this order. A signature that cannot be read, or is gone, breaks the stream off:
 * a short file never looks whole.
 */
export function toStream(
  format: Format,
  campaign: string,
  ids: readonly string[],
  signatures: SignatureStore,
): ReadableStream<Uint8Array> {
  return toByteStream(inChunks(rows(format, campaign, ids, signatures)));
}

async function* rows(format: Format, campaign: string, ids: readonly string[], signatures: SignatureStore) {
  if (format === 'csv') yield BYTE_ORDER_MARK + toCsvLine([...COLUMNS]);
  for await (const signature of inOrder(campaign, ids, signatures)) {
    yield format === 'csv' ? toCsvRow(signature) : toLine(signature);
  }
}

function toCsvRow(signature: Signature): string {
  if ('sealed' in signature) throw new TypeError('A sealed signature has no cells.');
  return toCsvLine(toCells(signature));
}

/** Reads up to `CONCURRENCY` signatures at once and hands them out in order. */
async function* inOrder(campaign: string, ids: readonly string[], signatures: SignatureStore) {
  const underway: Promise<Signature>[] = [];
  for (const id of ids) {
    if (underway.length >= CONCURRENCY) yield await take(underway);
    const reading = readOrThrow(campaign, id, signatures);
    // Its failure is met when its turn comes; until then it must not count as unhandled.
    reading.catch(() => undefined);
    underway.push(reading);
  }
  while (underway.length > 0) yield await take(underway);
}

function take(underway: Promise<Signature>[]): Promise<Signature> {
  return underway.shift() ?? Promise.reject(new RangeError('Nothing is under way.'));
}

async function readOrThrow(campaign: string, id: string, signatures: SignatureStore): Promise<Signature> {
  const signature = await signatures.read(campaign, id);
  if (!signature) throw new Error('A signature was erased during the download.');
  return signature;
}

async function* inChunks(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_CHARS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function toByteStream(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => {
      await chunks.return(undefined);
    },
  });
}
