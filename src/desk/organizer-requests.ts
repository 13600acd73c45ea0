import { AUDIT_PATH, erasuresPath, signaturePath } from '#domain/api-paths.ts';
import * as v from 'valibot';
import { type AuditEntry, parseAuditLog } from '#audit/audit-entry.ts';
import type { Part } from '#domain/part.ts';
import { partPath } from '#download/part-reader.ts';

/** What came of a request; `failed` with the server's status, or 0 where it could not be reached. */
export type Answered<Value> =
  { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'failed'; readonly status: number };

type Fetching = (path: string, request: RequestInit) => Promise<Response>;

type OrganizerRequest = Omit<RequestInit, 'headers'> & {
  readonly headers?: Readonly<Record<string, string>>;
};

const ErasedSchema = v.object({ erased: v.number() });

/** What an organizer asks the server. The token is held here and nowhere else. */
export class OrganizerRequests {
  readonly #token: string;
  readonly #fetch: Fetching;

  constructor(token: string, fetching: Fetching = (path, request) => fetch(path, request)) {
    this.#token = token;
    this.#fetch = fetching;
  }

  /** One part of a campaign's signatures as NDJSON. Rejects where the server cannot be reached. */
  part(slug: string, part: Part, signal: AbortSignal): Promise<Response> {
    return this.#send(partPath(slug, part), { signal });
  }

  /** Erases one signature. Done also when it was gone before. */
  erase(slug: string, id: string): Promise<Answered<void>> {
    return this.#answer(signaturePath(slug, id), { method: 'DELETE' }, () => Promise.resolve());
  }

  /** Erases the signature made with an address; gives how many there were. */
  eraseAddress(slug: string, email: string): Promise<Answered<number>> {
    const body = JSON.stringify({ email });
    const headers = { 'content-type': 'application/json' };
    return this.#answer(erasuresPath(slug), { method: 'POST', headers, body }, async (response) => {
      return v.parse(ErasedSchema, await response.json()).erased;
    });
  }

  /** The log of downloads and erasures, the newest entry first. */
  audit(): Promise<Answered<AuditEntry[]>> {
    return this.#answer(AUDIT_PATH, {}, async (response) => parseAuditLog(await response.text()).reverse());
  }

  async #answer<Value>(
    path: string,
    request: OrganizerRequest,
    read: (response: Response) => Promise<Value>,
  ): Promise<Answered<Value>> {
    try {
      const response = await this.#send(path, request);
      if (!response.ok) return { kind: 'failed', status: response.status };
      return { kind: 'done', value: await read(response) };
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
