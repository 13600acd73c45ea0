import { buffer } from 'node:stream/consumers';
import { startServer } from '../support/local-server.ts';
import type { BlobService } from './blob-service.ts';

/** Netlify's API before a service, as `@netlify/blobs` 11.1.1 uses it outside of Netlify. */
export interface BlobApi extends AsyncDisposable {
  /** The context as NETLIFY_BLOBS_CONTEXT holds it, with the address of the API and no edge. */
  readonly encodedContext: string;
  /** Requests to the API. Those to signed addresses are none. */
  readonly requests: () => number;
  /** Whether signed addresses drop the conditions of a write. */
  dropsConditions: boolean;
  /** The status that the API answers instead, or `null`. */
  refuses: number | null;
}

const API = '/api/v1/blobs';
const SIGNED = '/signed';
const SIGNED_URL_TYPE = 'application/json;type=signed-url';

/**
 * Starts an API that gives signed addresses for writes and reads, and answers everything else itself. What the real
 * one does with a condition is not known, so it may also drop it.
 */
export async function startBlobApi(service: BlobService): Promise<BlobApi> {
  let requests = 0;
  const server = await startServer((incoming, outgoing) => {
    const answering = async () => {
      const { url = '', method = 'GET', headers } = incoming;
      const body = await buffer(incoming);
      const isSigned = url.startsWith(`${SIGNED}/`);
      if (!isSigned) {
        requests += 1;
        if (api.refuses !== null) return outgoing.writeHead(api.refuses).end();
        if (headers.authorization !== `Bearer ${service.token}`) return outgoing.writeHead(401).end();
        if (headers.accept === SIGNED_URL_TYPE) {
          const signed = `${server.origin}${SIGNED}${url.slice(API.length)}`;
          return outgoing.writeHead(200).end(JSON.stringify({ url: signed }));
        }
      }
      const path = url.slice((isSigned ? SIGNED : API).length);
      const conditions = api.dropsConditions ? {} : conditionsOf(headers);
      const answer = await fetch(new URL(path, service.edgeURL), {
        method,
        headers: { ...conditions, authorization: `Bearer ${service.token}` },
        body: method === 'PUT' ? body : null,
      });
      const etag = answer.headers.get('etag');
      outgoing.writeHead(answer.status, etag === null ? {} : { etag });
      return outgoing.end(Buffer.from(await answer.arrayBuffer()));
    };
    answering().catch(() => outgoing.destroy());
  });
  const context = { apiURL: server.origin, siteID: service.siteID, token: service.token };
  const api: BlobApi = {
    encodedContext: Buffer.from(JSON.stringify(context)).toString('base64'),
    requests: () => requests,
    dropsConditions: false,
    refuses: null,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
  return api;
}

function conditionsOf(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ['if-none-match', 'if-match']) {
    const value = headers[name];
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}
