import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { type News, NewsRecordSchema, ReaderSchema } from '#domain/news.ts';

const StoredNews = v.union([
  v.strictObject({ ...NewsRecordSchema.entries, reader: v.strictObject(ReaderSchema.entries) }),
  v.strictObject({ ...NewsRecordSchema.entries, sealed: v.string() }),
]);

/** The stored text of a wish for news, the same in every store. */
export function toNewsRecord(news: News): string {
  return JSON.stringify(v.parse(StoredNews, news));
}

/** Reads a stored text. Throws a `TypeError` for an invalid record and does not quote it. */
export function parseNewsRecord(json: string): News {
  const parsed = v.safeParse(StoredNews, fromJson(json));
  if (!parsed.success) throw new TypeError('A blob of this store is no wish for news.');
  return parsed.output;
}
