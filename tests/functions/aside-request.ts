import { expect } from 'vitest';
import { parseAuditLog } from '#audit/audit-entry.ts';
import { asidePath, asidesPath, countPath } from '#domain/api-paths.ts';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { asideIds, parseAsides } from '#store/stored-asides.ts';
import { aSignature } from '../store/a-signature.ts';
import type { StoreWorld } from '../support/store-world.ts';
import { asOrganizer, ask, STORE } from './platform.ts';

export const ASIDES = 'asides-local';
export const REASON = 'Sent by a script';

/** Stores signatures of `clean-river`. A body is made when it is read: there may be very many. */
export function seedRiver(blobs: StoreWorld, ids: readonly string[]): void {
  blobs.seed(
    STORE,
    ids.map((id) => [`clean-river/${id}`, () => JSON.stringify(aSignature({ id }))] as const),
  );
}

/** Sends what sets signatures aside. */
export function sendAside(body: unknown, slug = 'clean-river', init = asOrganizer()): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('content-type', 'application/json');
  return ask(asidesPath(slug), {
    method: 'POST',
    ...init,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Sets signatures aside and gives the aside's id. */
export async function setAside(
  ids: readonly string[],
  reason = REASON,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const response = await sendAside({ ids, reason, ...more });
  return ((await response.json()) as { aside: string }).aside;
}

export function putBack(aside: string, init: RequestInit = asOrganizer()): Promise<Response> {
  return ask(asidePath('clean-river', aside), { method: 'DELETE', ...init });
}

export async function listAsides(slug = 'clean-river'): Promise<Record<string, unknown>[]> {
  return (await (await ask(asidesPath(slug), asOrganizer())).json()) as Record<string, unknown>[];
}

/** What the count says now, without waiting for its age. */
export async function countNow(slug = 'clean-river'): Promise<{ online: number; setAside: number }> {
  forgetNumbers();
  const { online, setAside } = (await (await ask(countPath(slug))).json()) as Record<string, number>;
  return { online: online ?? -1, setAside: setAside ?? -1 };
}

/** Kinds and counts of all log entries, the oldest first. */
export async function logged(): Promise<string[]> {
  const log = parseAuditLog(await (await ask('/api/audit?after=0', asOrganizer())).text());
  return log.map(({ who, what, count }) => `${who} ${what} ${count}`);
}

/** How many ids stand aside in the store. */
export function standing(blobs: StoreWorld, key = 'clean-river'): number {
  const found = blobs.read(ASIDES, key);
  return found === null ? 0 : asideIds(parseAsides(found.body.toString())).size;
}

/** The code of each mistake in an answer, by its field. */
export async function mistakes(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as {
    errors: { field?: string; code: string; message: string }[];
  };
  for (const { message } of errors) expect(message.length, JSON.stringify(errors)).toBeGreaterThan(20);
  return [response.status, ...errors.map(({ field = '', code }) => `${field} ${code}`)];
}
