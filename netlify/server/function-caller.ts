import type { OpenStores } from '#store/stores.ts';
import type { Exchange } from './answering.ts';
import { namedOrigin } from './host-name.ts';
import { toRequest } from './node-request.ts';
import { sendResponse } from './node-response.ts';
import { answerItself } from './own-answer.ts';
import { BODY_CAP_BYTES, bodyReader, declaredBytes } from './request-body.ts';
import { type FunctionModule, routerOf } from './router.ts';

/** What functions are called with. */
export interface CallOptions {
  readonly modules: readonly FunctionModule[];
  readonly stores: OpenStores;
  readonly deployContext: string;
  /** The site's own origin; `null` if only requests know it. */
  readonly origin: string | null;
  /** The origin of a request that names none. */
  readonly ownOrigin: () => string;
}

/** Calls the function at an address, in this process. */
export function functionCaller({ modules, stores, deployContext, origin, ownOrigin }: CallOptions) {
  const route = routerOf(modules);
  const bodies = bodyReader();
  return async (exchange: Exchange): Promise<string | null> => {
    const { incoming, outgoing, target } = exchange;
    const found = route(incoming.method ?? '', target.pathname);
    if (found === null) return null;
    const { path, handler } = found.route;
    // A body that is too large is never asked for, and a client that waited goes without the connection.
    if (exchange.isWaitingToSend) {
      if (declaredBytes(incoming) < BODY_CAP_BYTES) outgoing.writeContinue();
      else outgoing.setHeader('Connection', 'close');
    }
    const body = await bodies.read(incoming);
    if (body === 'gone') return path;
    if (body === 'busy') {
      answerItself(outgoing, 503, { 'Retry-After': '60' });
      return path;
    }
    const base = origin ?? namedOrigin(target.host ?? incoming.headers.host) ?? ownOrigin();
    const request = toRequest(incoming, `${base}${target.pathname}${target.search}`, body);
    const context = { params: found.params, deploy: { context: deployContext }, stores };
    await sendResponse(await handler(request, context), incoming, outgoing);
    return path;
  };
}
