import type { Codec } from './codec.ts';
import { confirmed } from './store-unavailable.ts';
import type { Blobs } from './stores.ts';

/**
 * A store with one document for each campaign, under its key slug. Every method throws `StoreUnavailable` if the store
 * does not confirm within the budget. Then the outcome is unknown.
 */
export interface DocumentStore<Kept> {
  /** A campaign's document, or `null` if there is none. */
  readonly read: (campaign: string) => Promise<Kept | null>;
  /**
   * Writes what `change` makes of the document that stands, and resolves to what stands then. The same object, or
   * `null`, means that nothing is to be written. `change` runs again if somebody else wrote meanwhile, or if the reply
   * to a write was lost. So it must bear to be applied to its own result.
   */
  readonly update: (campaign: string, change: (standing: Kept | null) => Kept | null) => Promise<Kept | null>;
  /** The key slugs that have a document, sorted. */
  readonly campaigns: () => Promise<string[]>;
  /** Erases a document. Resolves also if there is none. */
  readonly erase: (campaign: string) => Promise<void>;
}

/** A store with one document a campaign in `blobs`. */
export function documentStore<Kept>(blobs: Blobs, { toText, parse }: Codec<Kept>): DocumentStore<Kept> {
  return {
    read: confirmed('read a document', async (campaign: string) => {
      const text = await blobs.read(campaign);
      return text === null ? null : parse(text);
    }),
    update: confirmed('update a document', async (campaign, change) => {
      for (;;) {
        const found = await blobs.readVersion(campaign);
        const standing = found && parse(found.text);
        const next = change(standing);
        if (next === null || next === standing) return standing;
        const isWritten = found
          ? await blobs.replace(campaign, toText(next), found.version)
          : await blobs.create(campaign, toText(next));
        if (isWritten) return next;
      }
    }),
    campaigns: confirmed('list the documents', () => blobs.keys('')),
    erase: confirmed('erase a document', (campaign: string) => blobs.erase(campaign)),
  };
}
