import type { Budget } from '#store/budget.ts';
import { type AsideStore, parseAsides, toAsidesText } from '#store/stored-asides.ts';
import { blobDocumentStore } from './blob-document-store.ts';

/** Asides in Netlify Blobs, one blob a campaign. */
export function blobAsideStore(name: string, budget: Budget): AsideStore {
  return blobDocumentStore(name, { toText: toAsidesText, parse: parseAsides }, budget);
}
