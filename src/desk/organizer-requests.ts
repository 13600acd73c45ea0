import { type AuditEntry, PAGE_ENTRIES, parseAuditLog } from '#audit/audit-entry.ts';
import {
  asidePath,
  asidesPath,
  AUDIT_PATH,
  auditPathAfter,
  countPath,
  erasuresPath,
  signaturePath,
} from '#domain/api-paths.ts';
import { type AskedAside, type ListedAside, parseAsideList } from '#domain/aside.ts';
import { parseErasedCount } from '#domain/erased-count.ts';
import { isAnswerIn, refusalOf } from '#domain/own-answer.ts';
import type { Part } from '#domain/part.ts';
import { partPath } from '#download/part-reader.ts';
import type { RowKind } from '#download/row-kind.ts';
import { SIGNATURES } from '#download/row.ts';
import { whileTooMany } from '#download/too-many.ts';
import { parsePublicCount, type PublicCount } from './public-count.ts';

/** The result of a request; `failed` has the HTTP status, or 0 if the server was not reached. */
export type Answered<Value> =
  { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'failed'; readonly status: number };

type Fetching = (path: string, request: RequestInit) => Promise<Response>;

type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;

type OrganizerRequest = Omit<RequestInit, 'headers'> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** An organizer's requests to the server. Only this object holds the token. */
export class OrganizerRequests {
  readonly #token: string;
  readonly #fetch: Fetching;
  readonly #pause: Pause;

  constructor(
    token: string,
    fetching: Fetching = (path, request) => fetch(path, request),
    pause: Pause = abortablePause,
  ) {
    this.#token = token;
    this.#fetch = fetching;
    this.#pause = pause;
  }

  /**
   * One part of a campaign's rows as NDJSON. It waits while the server gets too many requests from
   * here. Rejects if the server is not reached.
   */
  part(kind: Pick<RowKind<never>, 'path'>, slug: string, part: Part, signal: AbortSignal): Promise<Response> {
    return whileTooMany(
      () => this.#send(partPath(kind, slug, part), { signal }),
      (ms) => this.#pause(ms, signal),
    );
  }

  /** Like `part`, of the signatures that are set aside. */
  asidePart(slug: string, part: Part, signal: AbortSignal): Promise<Response> {
    return whileTooMany(
      () => this.#send(partPath(SIGNATURES, slug, part, true), { signal }),
      (ms) => this.#pause(ms, signal),
    );
  }

  /** Sets signatures aside: a retry does nothing twice. It waits while the server gets too many requests. */
  setAside(slug: string, asked: AskedAside, signal: AbortSignal): Promise<Answered<void>> {
    const send = () => this.#send(asidesPath(slug), { ...posted(asked), signal });
    return this.#answered(
      () => whileTooMany(send, (ms) => this.#pause(ms, signal)),
      (response) => (isAnswerIn('application/json', response) ? Promise.resolve() : null),
    );
  }

  /** True if the token may set aside. It asks for nothing, which the server refuses for another reason. */
  async maySetAside(slug: string): Promise<boolean> {
    const nothing = await this.#answer(asidesPath(slug), posted({}), () => null);
    return nothing.kind === 'done' || nothing.status !== 403;
  }

  /** What is set aside, the oldest first. */
  asides(slug: string): Promise<Answered<ListedAside[]>> {
    return this.#answer(asidesPath(slug), {}, async (response) => {
      const list = isAnswerIn('application/json', response) ? parseAsideList(await response.text()) : null;
      if (list === null) throw new TypeError('It is no list of asides.');
      return list;
    });
  }

  /** Puts an aside back. The result is `done` also if it no longer exists. */
  putBack(slug: string, aside: string): Promise<Answered<void>> {
    return this.#answer(asidePath(slug, aside), { method: 'DELETE' }, nothingIn);
  }

  /** The number as the site publishes it. */
  count(slug: string): Promise<Answered<PublicCount>> {
    return this.#answer(countPath(slug), {}, (response) =>
      isAnswerIn('application/json', response) ? response.json().then(parsePublicCount) : null,
    );
  }

  /** Erases one signature. The result is `done` also if it no longer exists. */
  erase(slug: string, id: string): Promise<Answered<void>> {
    return this.#answer(signaturePath(slug, id), { method: 'DELETE' }, nothingIn);
  }

  /** Erases the signature of an address and gives the number erased: 0 or 1. */
  eraseAddress(slug: string, email: string): Promise<Answered<number>> {
    return this.#answer(erasuresPath(slug), posted({ email }), (response) =>
      isAnswerIn('application/json', response) ? response.json().then(parseErasedCount) : null,
    );
  }

  /** The newest entries of the audit log, the newest first. */
  audit(): Promise<Answered<AuditEntry[]>> {
    return this.#answer(AUDIT_PATH, {}, newestFirst);
  }

  /** The entries before a number, the newest first: as many as one answer holds. */
  auditBefore(number: number): Promise<Answered<AuditEntry[]>> {
    const path = auditPathAfter(Math.max(0, number - 1 - PAGE_ENTRIES));
    return this.#answer(
      path,
      {},
      (response) =>
        newestFirst(response)?.then((entries) => entries.filter((entry) => entry.number < number)) ?? null,
    );
  }

  /** `read` gives `null` for an answer that is not ours: then the site was not reached. */
  #answer<Value>(
    path: string,
    request: OrganizerRequest,
    read: (response: Response) => Promise<Value> | null,
  ): Promise<Answered<Value>> {
    return this.#answered(() => this.#send(path, request), read);
  }

  async #answered<Value>(
    send: () => Promise<Response>,
    read: (response: Response) => Promise<Value> | null,
  ): Promise<Answered<Value>> {
    try {
      const response = await send();
      if (!response.ok) return { kind: 'failed', status: refusalOf(response) };
      const reading = read(response);
      return reading === null ? { kind: 'failed', status: 0 } : { kind: 'done', value: await reading };
    } catch {
      return { kind: 'failed', status: 0 };
    }
  }

  #send(path: string, { headers, ...request }: OrganizerRequest): Promise<Response> {
    return this.#fetch(path, {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      ...request,
      headers: {
        ...headers,
        accept: 'application/json, application/x-ndjson',
        authorization: `Bearer ${this.#token}`,
      },
    });
  }
}

/** A request with a value as JSON. */
function posted(value: unknown): OrganizerRequest {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(value) };
}

/** Our answer to what was removed has no body; `null` for any other. */
function nothingIn({ status }: Response): Promise<void> | null {
  return status === 204 ? Promise.resolve() : null;
}

/** The entries of a page of the log, the newest first; `null` if it is no page of the log. */
function newestFirst(response: Response): Promise<AuditEntry[]> | null {
  if (!isAnswerIn('application/x-ndjson', response)) return null;
  return response.text().then((text) => parseAuditLog(text).reverse());
}

function abortablePause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Error('It was stopped while it waited.'));
    };
    const timer = setTimeout(resolve, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
