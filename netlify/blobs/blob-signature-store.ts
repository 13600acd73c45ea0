import type { Budget } from '#store/budget.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import { parseRecord, toRecord } from '#store/stored-signature.ts';
import { blobRecordStore } from './blob-record-store.ts';

/** Signatures in Netlify Blobs. `name` is the store's name with the deploy context; the budget starts now. */
export function blobSignatureStore(name: string, budget: Budget): SignatureStore {
  return blobRecordStore(name, { toText: toRecord, parse: parseRecord }, budget);
}
