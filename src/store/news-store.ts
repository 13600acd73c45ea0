import type { News } from '#domain/news.ts';
import type { RecordStore } from './record-store.ts';

/** The store of confirmed wishes for news. */
export type NewsStore = RecordStore<News>;
