import type { Budget } from '#store/budget.ts';
import type { NewsStore } from '#store/news-store.ts';
import { parseNewsRecord, toNewsRecord } from '#store/stored-news.ts';
import { blobRecordStore } from './blob-record-store.ts';

/** Wishes for news in Netlify Blobs. `name` is the store's name with the deploy context; the budget starts now. */
export function blobNewsStore(name: string, budget: Budget): NewsStore {
  return blobRecordStore(name, { toText: toNewsRecord, parse: parseNewsRecord }, budget);
}
