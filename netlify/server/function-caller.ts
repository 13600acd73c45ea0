import type { Invocation } from '#endpoint/invocation.ts';
import { tooManyRequests } from '#endpoint/too-many-requests.ts';
import type { OpenStores } from '#store/stores.ts';
import { clientAddress, type TrustedProxies } from './client-address.ts';
import type { EdgeCache } from './edge-cache.ts';
import type { Exchange } from './exchange.ts';
import { namedOrigin } from './host-name.ts';
import { toRequest } from './node-request.ts';
import { sendResponse } from './node-response.ts';
import { answerItself } from './own-answer.ts';
import type { RateLimiter } from './rate-limit.ts';
import { sendRepresentation } from './representation.ts';
import { BODY_CAP_BYTES, bodyReader, declaredBytes } from './request-body.ts';
import { type FunctionModule, type Routed, routerOf } from './router.ts';

/** What functions are called with. */
export interface CallOptions {
  readonly modules: readonly FunctionModule[];
  readonly stores: OpenStores;
  readonly deployContext: string;
  /** The site's own origin; `null` if only requests know it. */
  readonly origin: string | null;
  /** The origin of a request that names none. */
  readonly ownOrigin: () => string;
  readonly trustedProxies: TrustedProxies;
  /** `null` for no limits. */
  readonly limiter: RateLimiter | null;
  /** `null` to ask the function each time. */
  readonly cache: EdgeCache | null;
}

/**
 * Calls the function at an address, in this process, within its limits for each client. What it lets the edge keep is
 * answered from memory.
 */
export function functionCaller(options: CallOptions): (exchange: Exchange) => Promise<boolean> {
  const { modules, stores, deployContext, trustedProxies, limiter, cache } = options;
  const route = routerOf(modules);
  const bodies = bodyReader();

  return async (exchange) => {
    const { incoming, outgoing, target } = exchange;
    const found = route(incoming.method ?? '', target.pathname);
    if (found === null) return false;
    exchange.tell(found.route.path);
    const { headers, socket } = incoming;
    const address = clientAddress(socket.remoteAddress, forwardedFor(headers), trustedProxies);
    const seconds = limiter?.take(found.route, address) ?? null;
    if (seconds === null) await call(found, exchange);
    else {
      // Its body is never asked for, and not read.
      if (exchange.isWaitingToSend) outgoing.setHeader('Connection', 'close');
      const request = requestOf(exchange, incoming.method ?? '', Buffer.alloc(0));
      await sendResponse(await tooManyRequests(seconds)(request, contextOf(found)), incoming, outgoing);
    }
    return true;
  };

  async function call(found: Routed, exchange: Exchange): Promise<void> {
    const { incoming, outgoing, target } = exchange;
    const { pathname, search } = target;
    const { method = '', headers } = incoming;
    prepareToSend(exchange);
    const body = await bodies.read(incoming);
    // Whoever is gone wants no answer.
    if (body === 'gone') return;
    if (body === 'busy') {
      answerItself(outgoing, 503, { 'Retry-After': '60' });
      return;
    }
    const ask = (asked: string) => found.route.handler(requestOf(exchange, asked, body), contextOf(found));
    if (cache === null) return sendResponse(await ask(method), incoming, outgoing);
    const request = { method, pathname, search, hasAuthorization: headers.authorization !== undefined };
    const answer = await cache.answer(found.route, request, ask);
    if (answer.kind === 'passed') return sendResponse(answer.response, incoming, outgoing);
    outgoing.setHeader('Age', answer.age);
    await sendRepresentation(answer.representation, incoming, outgoing);
  }

  function requestOf({ incoming, target }: Exchange, method: string, body: Buffer<ArrayBuffer>): Request {
    const { pathname, search, host } = target;
    const base = options.origin ?? namedOrigin(host ?? incoming.headers.host) ?? options.ownOrigin();
    return toRequest(incoming, { method, address: base + pathname + search, body });
  }

  function contextOf({ params }: Routed): Invocation {
    return { params, deploy: { context: deployContext }, stores };
  }
}

/** A body that is too large is never asked for. A client that waited with it then loses its connection. */
function prepareToSend({ incoming, outgoing, isWaitingToSend }: Exchange): void {
  if (!isWaitingToSend) return;
  if (declaredBytes(incoming) < BODY_CAP_BYTES) outgoing.writeContinue();
  else outgoing.setHeader('Connection', 'close');
}

function forwardedFor({ 'x-forwarded-for': value }: Readonly<Record<string, string | string[] | undefined>>) {
  return Array.isArray(value) ? value.join(',') : value;
}
