import { getStore } from '@netlify/blobs';
import { type AuditLog, auditLog } from '#audit/audit-log.ts';
import type { Budget } from '#store/budget.ts';
import { confirmed } from '#store/store-unavailable.ts';
import { createOnce } from './create-once.ts';
import { retryingFetch } from './retrying-fetch.ts';

/**
 * The audit log in Netlify Blobs, in its own store. `name` contains the deploy context; the budget starts
 * now.
 */
export function blobAuditLog(name: string, budget: Budget): AuditLog {
  const store = getStore({ name, consistency: 'strong', fetch: retryingFetch(budget) });
  return auditLog(name, {
    create: confirmed('log', (key: string, text: string) => createOnce(store, key, text)),
    read: confirmed('read the log', async (key: string) => (await store.getWithMetadata(key))?.data ?? null),
    firstNames: confirmed('list the log', async (prefix: string) => {
      const pages = store.list({ prefix, paginate: true })[Symbol.asyncIterator]();
      const first = await pages.next();
      if (first.done === true) return { names: [], isWhole: true };
      const names = first.value.blobs.map(({ key }) => key);
      return { names, isWhole: (await pages.next()).done === true };
    }),
    names: confirmed('list the log', async (prefix: string) => {
      const pages = await Array.fromAsync(store.list({ prefix, paginate: true }));
      return pages.flatMap(({ blobs }) => blobs.map(({ key }) => key)).sort();
    }),
  });
}
