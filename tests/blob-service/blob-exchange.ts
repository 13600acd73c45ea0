import { addAbortListener } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { performRequest } from './blob-reply.ts';
import type { BlobReply } from './blob-reply.ts';
import type { BlobStore, Freshness } from './blob-store.ts';
import { parseBlobTarget } from './blob-target.ts';
import type { BlobTarget } from './blob-target.ts';
import { type Fault, type FaultSource, faultAfterWait, type Refusal } from './fault-plan.ts';
import type { Operation, OperationCounter } from './operation-count.ts';

/** What an exchange needs of the service around it. */
export interface ExchangeScope {
  readonly siteID: string;
  readonly token: string;
  readonly stores: Map<string, BlobStore>;
  readonly counter: OperationCounter;
  readonly faults: FaultSource;
  /** Whether reads here are strongly consistent. */
  readonly isStrong: boolean;
  latencyMsOf(operation: Operation): number;
}

/** Answers one request, unless a fault has it otherwise. */
export async function exchange(
  scope: ExchangeScope,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = parseBlobTarget(request.method ?? '', request.url ?? '');
  if (target === null) {
    send(response, { status: 400 });
    return;
  }
  if (target.siteID !== scope.siteID || request.headers.authorization !== `Bearer ${scope.token}`) {
    send(response, { status: 401 });
    return;
  }

  const isClosed = new Promise((resolve) => {
    response.once('close', resolve);
  });
  const { operation, key, query } = target;
  const number = scope.counter.begin(operation);
  try {
    const fault = scope.faults.take(
      operation,
      operation === 'list' ? (query.get('prefix') ?? '') : key,
      number,
    );
    await carryOut(scope, target, fault, request, response);
  } finally {
    // Both must be over: a client that gives up closes the connection before its write lands.
    void isClosed.then(() => scope.counter.end());
  }
}

/** Reads, waits, acts and replies, each as far as the fault lets it. */
async function carryOut(
  scope: ExchangeScope,
  target: BlobTarget,
  planned: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { cleared } = scope.faults;
  const body = await readBody(request);
  if (body === null) return;
  const latencyMs = scope.latencyMsOf(target.operation);
  // A client that gives up meanwhile does not stop its write.
  // Whether production would is not known, and this is the harder case.
  if (latencyMs > 0) await wait(latencyMs);
  const fault = await faultAfterWait(planned);

  if (fault === 'hang') {
    hang(response, cleared);
    return;
  }
  if (fault === 'lostBefore') {
    lose(response);
    return;
  }
  if (typeof fault === 'object' && fault.landed !== true) {
    send(response, refusalOf(fault));
    return;
  }
  const reply = performRequest(scope.stores, {
    target,
    headers: request.headers,
    body,
    freshness: freshnessOf(fault, scope.isStrong),
  });
  if (fault === 'hangAfter') {
    hang(response, cleared);
    return;
  }
  if (fault === 'lostAfter') {
    lose(response);
    return;
  }
  if (fault === 'truncated') {
    truncate(response, reply);
    return;
  }
  send(response, typeof fault === 'object' ? refusalOf(fault) : reply);
}

/** Answers null when the client broke off: half a body is never written. */
function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    // The copy matters: a chunk is a view on a socket buffer of 64 KB, which it would keep alive.
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => resolve(null));
    request.once('error', () => resolve(null));
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

export function freshnessOf(fault: Fault | undefined, isStrong: boolean): Freshness {
  return fault === 'staleDespiteStrong' || (fault === 'stale' && !isStrong) ? 'stale' : 'current';
}

export function refusalOf({ status, resetAt }: Refusal): BlobReply {
  return { status, headers: resetAt === undefined ? {} : { 'x-ratelimit-reset': String(resetAt) } };
}

function send(response: ServerResponse, { status, headers, body }: BlobReply): void {
  const length = status === 204 || status === 304 ? {} : { 'content-length': body?.byteLength ?? 0 };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}

/** Leaves a request open until its client gives up or the faults are cleared. */
function hang(response: ServerResponse, cleared: AbortSignal): void {
  const refusing = addAbortListener(cleared, () => send(response, { status: 403 }));
  response.once('close', () => refusing[Symbol.dispose]());
}

function lose(response: ServerResponse): void {
  response.destroy();
}

function truncate(response: ServerResponse, { status, headers, body }: BlobReply): void {
  if (body === undefined || response.req.method === 'HEAD') {
    lose(response);
    return;
  }
  // An empty body declares one byte: half of nothing would otherwise be the whole.
  response.writeHead(status, { ...headers, 'content-length': Math.max(body.byteLength, 1) });
  response.flushHeaders();
  response.write(body.subarray(0, body.byteLength >>> 1), () => response.destroy());
}
