import { getStore } from '@netlify/blobs';
import type { Budget } from '#store/budget.ts';
import type { DocumentStore } from '#store/document-store.ts';
import { confirmed } from '#store/store-unavailable.ts';
import type { Codec } from './codec.ts';
import { createOnce } from './create-once.ts';
import { readVersion, replace } from './replace.ts';
import { retryingFetch } from './retrying-fetch.ts';

/** One document a campaign in Netlify Blobs. `name` contains the deploy context; the budget starts now. */
export function blobDocumentStore<Kept>(
  name: string,
  { toText, parse }: Codec<Kept>,
  budget: Budget,
): DocumentStore<Kept> {
  const store = getStore({ name, consistency: 'strong', fetch: retryingFetch(budget) });
  return {
    read: confirmed('read a document', async (campaign: string) => {
      const found = await store.getWithMetadata(campaign);
      return found === null ? null : parse(found.data);
    }),
    update: confirmed('update a document', async (campaign, change) => {
      for (;;) {
        const found = await readVersion(store, campaign);
        const standing = found && parse(found.text);
        const next = change(standing);
        if (next === null || next === standing) return standing;
        const text = toText(next);
        const isWritten = found
          ? await replace(store, campaign, text, found.etag)
          : await createOnce(store, campaign, text);
        if (isWritten) return next;
      }
    }),
    campaigns: confirmed('list the documents', async () => {
      const pages = await Array.fromAsync(store.list({ paginate: true }));
      return pages.flatMap(({ blobs }) => blobs.map(({ key }) => key)).sort();
    }),
    erase: confirmed('erase a document', (campaign: string) => store.delete(campaign)),
  };
}
