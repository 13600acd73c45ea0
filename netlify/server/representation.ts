import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { rangeOf } from './byte-range.ts';
import { type Coding, compressed, mayCompress, preferredCoding } from './codings.ts';
import { isUnchanged } from './preconditions.ts';

/** What can be sent as often as it is asked for: a file, or an answer that is kept. */
export interface Representation {
  readonly status: number;
  /** Without those of one encoding: `ETag`, `Content-Encoding`, `Content-Length`, `Vary`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The strong entity tag of the body as it is, with its quotes. */
  readonly etag: string;
}

/** A body in one coding, with all that is sent with it. */
interface Encoded {
  readonly body: Buffer;
  readonly etag: string;
  /** Names and values in turn, as `writeHead` takes them fastest. */
  readonly fields: readonly string[];
}

/** What is made of a representation once it is needed. */
interface Encodings {
  readonly identity: Encoded;
  readonly others: Map<Coding, Promise<Encoded>>;
}

const known = new WeakMap<Representation, Encodings>();

/** Makes a representation of a body. Two with the same bytes have the same tag. */
export function representationOf(
  body: Buffer,
  headers: Readonly<Record<string, string>>,
  status = 200,
): Representation {
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { status, headers, body, etag: `"${digest}"` };
}

/**
 * Sends a representation as the client wants it: encoded, only if it changed, a range of it, without its body.
 * Resolves when it is handed to the socket.
 */
export async function sendRepresentation(
  representation: Representation,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { status } = representation;
  const { method, headers } = incoming;
  const encoded = encodedFor(representation, headers['accept-encoding']);
  const { body, etag, fields } = encoded instanceof Promise ? await encoded : encoded;
  if (status === 200) {
    const asked = headers['if-none-match'];
    if (asked !== undefined && isUnchanged(asked, etag)) {
      outgoing.writeHead(304, withoutContent(fields)).end();
      return;
    }
    const range = headers.range === undefined ? null : rangeOf(headers, etag, body.length);
    if (range !== null && method === 'GET') {
      const rest = withoutLength(fields);
      if (range === 'unsatisfiable') {
        const none = ['Content-Range', `bytes */${body.length}`, 'Content-Length', '0'];
        outgoing.writeHead(416, [...rest, ...none]).end();
        return;
      }
      const { start, end } = range;
      const place = ['Content-Range', `bytes ${start}-${end}/${body.length}`];
      outgoing.writeHead(206, [...rest, ...place, 'Content-Length', String(end - start + 1)]);
      outgoing.end(body.subarray(start, end + 1));
      return;
    }
  }
  outgoing.writeHead(status, fields as string[]);
  if (method === 'HEAD') outgoing.end();
  else outgoing.end(body);
}

function encodedFor(
  representation: Representation,
  accepted: string | undefined,
): Encoded | Promise<Encoded> {
  let encodings = known.get(representation);
  if (encodings === undefined) {
    encodings = { identity: encode(representation, null, representation.body), others: new Map() };
    known.set(representation, encodings);
  }
  if (accepted === undefined || !isCompressible(representation)) return encodings.identity;
  const coding = preferredCoding(accepted);
  if (coding === null) return encodings.identity;
  let encoded = encodings.others.get(coding);
  if (encoded === undefined) {
    encoded = compressed(representation.body, coding).then((body) => encode(representation, coding, body));
    encodings.others.set(coding, encoded);
  }
  return encoded;
}

function isCompressible({ headers, body }: Representation): boolean {
  return mayCompress(headers['Content-Type'] ?? '', body.length);
}

function encode(representation: Representation, coding: Coding | null, body: Buffer): Encoded {
  const { headers, status } = representation;
  const etag = coding === null ? representation.etag : `${representation.etag.slice(0, -1)}-${coding}"`;
  const fields = [
    ...Object.entries(headers).flat(),
    ...(isCompressible(representation) ? ['Vary', 'Accept-Encoding'] : []),
    ...(coding === null ? [] : ['Content-Encoding', coding]),
    ...(status === 200 ? ['ETag', etag, 'Accept-Ranges', 'bytes'] : []),
    'Content-Length',
    String(body.length),
  ];
  return { body, etag, fields };
}

function withoutContent(fields: readonly string[]): string[] {
  return pairsWithout(fields, ['Content-Length', 'Content-Encoding', 'Content-Type', 'Accept-Ranges']);
}

function withoutLength(fields: readonly string[]): string[] {
  return pairsWithout(fields, ['Content-Length']);
}

function pairsWithout(fields: readonly string[], names: readonly string[]): string[] {
  return fields.filter((_, index) => !names.includes(fields[index - (index % 2)] ?? ''));
}
