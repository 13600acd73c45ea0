import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { startServer } from '../support/local-server.ts';

/** Headers that are between two neighbours, or follow from the body. */
const OWN = ['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding'];

/** What a proxy does not hand on. */
interface ProxyChanges {
  /** Request headers that it drops. */
  readonly without?: readonly string[];
  /** Gives the body of a 409 for a request that it answers itself; `null` for any other. */
  readonly refuses?: (url: URL) => string | null;
  /** True for a request that gets a 429, as the platform answers too many of them. */
  readonly isTooMany?: () => boolean;
}

/**
 * Stands between two programs and hands everything on, but for `changes`. Where an answer breaks off it
 * ends as if it were whole, as a bad proxy does.
 */
export function startProxy(target: string, changes: ProxyChanges = {}) {
  return startServer((request, response) => {
    handOn(request, response, target, changes).catch(() => response.destroy());
  });
}

async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  { without = [], refuses = () => null, isTooMany = () => false }: ProxyChanges,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const refusal = refuses(new URL(url, target));
  if (refusal !== null) {
    response.writeHead(409, { 'content-type': 'application/json' }).end(refusal);
    return;
  }
  if (isTooMany()) {
    response.writeHead(429, { 'content-type': 'text/html' }).end('<p>Too many requests</p>');
    return;
  }
  const hasBody = method === 'POST' || method === 'PUT';
  const answer = await fetch(target + url, {
    method,
    headers: Object.entries(request.headers)
      .filter(([name]) => !OWN.includes(name) && !without.includes(name))
      .map(([name, value]): [string, string] => [name, String(value)]),
    body: hasBody ? new Uint8Array(await buffer(request)) : null,
    redirect: 'manual',
  });
  response.writeHead(answer.status, [...answer.headers].filter(([name]) => !OWN.includes(name)).flat());
  try {
    for await (const chunk of answer.body ?? []) response.write(chunk);
  } catch {
    // What came so far is all there will be.
  }
  response.end();
}
