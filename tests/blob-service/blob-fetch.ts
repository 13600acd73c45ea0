import { addAbortListener } from 'node:events';
import type { ExchangeScope } from './blob-exchange.ts';
import { freshnessOf, refusalOf } from './blob-exchange.ts';
import { performRequest } from './blob-reply.ts';
import type { BlobReply } from './blob-reply.ts';
import { parseBlobTarget } from './blob-target.ts';
import type { BlobTarget } from './blob-target.ts';
import { type Fault, faultAfterWait } from './fault-plan.ts';

/**
 * A `fetch` that reaches the same stores, counters and faults without a network.
 * Its every wait is a timer of the caller's: under fake timers whole outages pass in no time. `scopeOf` gives the scope that answers at an origin.
 */
export function createBlobFetch(scopeOf: (origin: string) => ExchangeScope | undefined): typeof fetch {
  return async (input, init) => {
    const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input);
    const scope = scopeOf(origin);
    const method = (init?.method ?? 'GET').toUpperCase();
    const target = parseBlobTarget(method, pathname + search);
    if (!scope || !target) throw new TypeError(`Nothing answers at ${origin}.`);
    const { operation, key, query } = target;
    const number = scope.counter.begin(operation);
    const place = operation === 'list' ? (query.get('prefix') ?? '') : key;
    const work = carryOut(scope, target, scope.faults.take(operation, place, number), init ?? {});
    // A client that gives up meanwhile does not stop its write, as in the service.
    return Promise.race([work.finally(() => scope.counter.end()), untilAborted(init?.signal)]);
  };
}

async function carryOut(
  scope: ExchangeScope,
  target: BlobTarget,
  planned: Fault | undefined,
  init: RequestInit,
): Promise<Response> {
  const { cleared } = scope.faults;
  const latencyMs = scope.latencyMsOf(target.operation);
  if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  const fault = await faultAfterWait(planned);
  if (fault === 'hang') return hang(init.signal, cleared);
  if (fault === 'lostBefore') throw new TypeError('The connection was lost.');
  if (typeof fault === 'object' && fault.landed !== true) return toResponse(refusalOf(fault));
  const reply = performRequest(scope.stores, {
    target,
    headers: Object.fromEntries(new Headers(init.headers)),
    body: Buffer.from(typeof init.body === 'string' ? init.body : ''),
    freshness: freshnessOf(fault, scope.isStrong),
  });
  if (fault === 'hangAfter') return hang(init.signal, cleared);
  if (fault === 'lostAfter') throw new TypeError('The connection was lost.');
  if (fault === 'truncated') return truncated(reply);
  return toResponse(typeof fault === 'object' ? refusalOf(fault) : reply);
}

/** Waits until the client gives up or the faults are cleared. */
async function hang(signal: AbortSignal | null | undefined, cleared: AbortSignal): Promise<Response> {
  const { promise: refused, resolve } = Promise.withResolvers<Response>();
  const refusing = addAbortListener(cleared, () => resolve(toResponse({ status: 403 })));
  try {
    return await Promise.race([refused, untilAborted(signal)]);
  } finally {
    refusing[Symbol.dispose]();
  }
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('Given up.', 'AbortError')), {
      once: true,
    });
  });
}

function toResponse({ status, headers = {}, body }: BlobReply): Response {
  return new Response(body ? new Uint8Array(body) : null, { status, headers });
}

function truncated({ status, headers = {}, body }: BlobReply): Response {
  if (!body) throw new TypeError('The connection was lost.');
  const half = new Uint8Array(body.subarray(0, body.byteLength >>> 1));
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (half.byteLength > 0) controller.enqueue(half);
      controller.error(new TypeError('The connection was lost.'));
    },
  });
  return new Response(stream, { status, headers });
}
