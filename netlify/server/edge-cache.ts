import { logError } from '#endpoint/log-error.ts';
import { type Asked, clientHeaders, keyOf, type Rules, rulesOf, withoutEdgeHeaders } from './edge-rules.ts';
import { type Representation, representationOf } from './representation.ts';

/** The most answers that are kept, and their most bytes. */
const MOST = { answers: 1_000, bytes: 32 * 1024 * 1024 };

/** An answer that is kept, with its age in whole seconds, or one for this reader only. */
type EdgeAnswer =
  | { readonly kind: 'kept'; readonly representation: Representation; readonly age: number }
  | { readonly kind: 'passed'; readonly response: Response };

/** Keeps the answers of functions that say so. */
export interface EdgeCache {
  /**
   * Answers from what is kept, or by `call`, which asks the function with a method. `route` stands for the function.
   * Rejects only with what `call` rejects with.
   */
  readonly answer: (
    route: object,
    asked: Asked,
    call: (method: string) => Promise<Response>,
  ) => Promise<EdgeAnswer>;
  /** How many answers it keeps. */
  readonly size: number;
}

interface Entry {
  readonly representation: Representation;
  readonly storedAt: number;
  readonly rules: Rules;
}

/**
 * Keeps answers in memory, by `Netlify-CDN-Cache-Control` (RFC 9213, RFC 5861) and `Netlify-Vary: query=<name>`. One
 * call at a time asks for what is missing or stale, however many wait for it. `now` gives milliseconds that never go
 * back.
 * https://docs.netlify.com/build/caching/caching-overview/
 */
export function edgeCache(now: () => number = () => performance.now(), most = MOST): EdgeCache {
  // The parameter that a function's answers vary by; `null` for one whose answers nobody keeps.
  const parameters = new WeakMap<object, string | null>();
  const scouts = new WeakMap<object, Promise<unknown>>();
  const refreshing = new Map<string, Promise<Entry | Response>>();
  // The one stored first comes first.
  const entries = new Map<string, Entry>();
  let bytes = 0;

  async function answer(...request: Parameters<EdgeCache['answer']>): Promise<EdgeAnswer> {
    const [route, asked, call] = request;
    const isRead = asked.method === 'GET' || asked.method === 'HEAD';
    if (!isRead || asked.hasAuthorization || parameters.get(route) === null) {
      return passed(await call(asked.method));
    }
    if (parameters.has(route)) return fromEntries(...request);
    // Nobody knows yet whether this function's answers are kept. One call finds out, and the others wait for it.
    const scout = scouts.get(route);
    if (scout) await scout;
    else return scouting(...request);
    return parameters.has(route) ? answer(...request) : passed(await call(asked.method));
  }

  async function scouting(...[route, asked, call]: Parameters<EdgeCache['answer']>): Promise<EdgeAnswer> {
    const first = call('GET').then((response) => keep(route, asked, response));
    const settled = first.then(
      () => undefined,
      () => undefined,
    );
    scouts.set(route, settled);
    return first.then(toAnswer).finally(() => scouts.delete(route));
  }

  async function fromEntries(...request: Parameters<EdgeCache['answer']>): Promise<EdgeAnswer> {
    const [, asked, call] = request;
    const key = keyOf(asked, parameters.get(request[0]) ?? '');
    const entry = entries.get(key);
    const staleFor = entry ? now() - entry.storedAt - entry.rules.freshFor : Infinity;
    if (entry && staleFor < 0) return toAnswer(entry);
    const isFirst = !refreshing.has(key);
    const refresh = refreshOf(key, request);
    if (entry && staleFor < entry.rules.staleFor) {
      if (isFirst) refresh.then(discard, logError);
      return toAnswer(entry);
    }
    const isUsableOnError = entry !== undefined && staleFor < entry.rules.staleOnErrorFor;
    const got = await refresh.catch((error: unknown) => {
      if (isUsableOnError) logError(error);
      else if (isFirst) throw error;
      return null;
    });
    if (got !== null && !(got instanceof Response)) return toAnswer(got);
    if (isUsableOnError && (got === null || got.status >= 500)) {
      if (isFirst) discard(got);
      return toAnswer(entry);
    }
    // What is not kept is for one reader only.
    return got !== null && isFirst ? toAnswer(got) : passed(await call(asked.method));
  }

  function refreshOf(key: string, [route, asked, call]: Parameters<EdgeCache['answer']>) {
    const running = refreshing.get(key);
    if (running) return running;
    const refresh = call('GET')
      .then((response) => keep(route, asked, response))
      .finally(() => refreshing.delete(key));
    refreshing.set(key, refresh);
    return refresh;
  }

  /** Keeps an answer if it says so, and learns from it which answers of the function are kept. */
  async function keep(route: object, asked: Asked, response: Response): Promise<Entry | Response> {
    const rules = rulesOf(response);
    if (rules === null) {
      const known = parameters.get(route);
      if (typeof known === 'string' && response.status < 500) drop(keyOf(asked, known));
      else if (known === undefined && response.status === 200) parameters.set(route, null);
      return response;
    }
    parameters.set(route, rules.parameter);
    const key = keyOf(asked, rules.parameter);
    const body = Buffer.from(await response.arrayBuffer());
    const made = representationOf(body, clientHeaders(response));
    const earlier = entries.get(key)?.representation;
    // The same answer again is compressed already.
    const isSame = earlier?.etag === made.etag && sameHeaders(earlier.headers, made.headers);
    const entry = { representation: isSame ? earlier : made, storedAt: now(), rules };
    drop(key);
    entries.set(key, entry);
    bytes += body.length;
    for (const oldest of entries.keys()) {
      if (entries.size <= most.answers && bytes <= most.bytes) break;
      drop(oldest);
    }
    return entry;
  }

  function drop(key: string): void {
    bytes -= entries.get(key)?.representation.body.length ?? 0;
    entries.delete(key);
  }

  function toAnswer(got: Entry | Response): EdgeAnswer {
    if (got instanceof Response) return passed(got);
    const age = Math.floor((now() - got.storedAt) / 1000);
    return { kind: 'kept', representation: got.representation, age };
  }

  return {
    answer,
    get size() {
      return entries.size;
    },
  };
}

function passed(response: Response): EdgeAnswer {
  return { kind: 'passed', response: withoutEdgeHeaders(response) };
}

function sameHeaders(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Nobody reads this answer. */
function discard(got: Entry | Response | null): void {
  if (got instanceof Response) got.body?.cancel().catch(() => undefined);
}
