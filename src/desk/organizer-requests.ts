import { type AuditEntry, PAGE_ENTRIES, parseAuditLog } from '#audit/audit-entry.ts';
import { AUDIT_PATH, auditPathAfter, erasuresPath, signaturePath } from '#domain/api-paths.ts';
import { parseErasedCount } from '#domain/erased-count.ts';
import { isAnswerIn, refusalOf } from '#domain/own-answer.ts';
import type { Part } from '#domain/part.ts';
import { partPath } from '#download/part-reader.ts';
import type { RowKind } from '#download/row-kind.ts';
import { whileTooMany } from '#download/too-many.ts';

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

  /** Erases one signature. The result is `done` also if it no longer exists. */
  erase(slug: string, id: string): Promise<Answered<void>> {
    const request = { method: 'DELETE' };
    return this.#answer(signaturePath(slug, id), request, ({ status }) =>
      status === 204 ? Promise.resolve() : null,
    );
  }

  /** Erases the signature of an address and gives the number erased: 0 or 1. */
  eraseAddress(slug: string, email: string): Promise<Answered<number>> {
    const body = JSON.stringify({ email });
    const headers = { 'content-type': 'application/json' };
    return this.#answer(erasuresPath(slug), { method: 'POST', headers, body }, (response) =>
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
  async #answer<Value>(
    path: string,
    request: OrganizerRequest,
    read: (response: Response) => Promise<Value> | null,
  ): Promise<Answered<Value>> {
    try {
      const response = await this.#send(path, request);
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
