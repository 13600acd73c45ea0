import type { Budget } from '#store/budget.ts';
import { type NumberStore, parseNumbers, toNumbersText } from '#store/stored-numbers.ts';
import { blobDocumentStore } from './blob-document-store.ts';

/** Numbers in Netlify Blobs, one blob a campaign. */
export function blobNumberStore(name: string, budget: Budget): NumberStore {
  return blobDocumentStore(name, { toText: toNumbersText, parse: parseNumbers }, budget);
}
