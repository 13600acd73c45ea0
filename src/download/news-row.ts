import * as v from 'valibot';
import { newsApiPath } from '#domain/api-paths.ts';
import { fromJson } from '#domain/json.ts';
import { newsFrameOf, NewsFrameSchema, type NewsRow, parseReader, ReaderSchema } from '#domain/news.ts';
import { toFileLine } from './file-line.ts';
import type { RowKind } from './row-kind.ts';

const LineSchema = v.union([
  v.strictObject({ ...NewsFrameSchema.entries, sealed: v.string() }),
  v.strictObject({ ...NewsFrameSchema.entries, ...ReaderSchema.entries }),
]);

/** Confirmed wishes for news, as organizers download them. */
export const NEWS: RowKind<NewsRow> = {
  name: 'news',
  path: newsApiPath,
  columns: [...v.keyof(NewsFrameSchema).options, ...v.keyof(ReaderSchema).options],
  toLine: (row) => toFileLine({ ...newsFrameOf(row), ...personalOf(row) }),
  toTexts: (row) =>
    'sealed' in row ? null : Object.values({ ...newsFrameOf(row), ...v.parse(ReaderSchema, row.reader) }),
  parseLine: (text) => {
    const parsed = v.safeParse(LineSchema, fromJson(text));
    if (!parsed.success) throw new TypeError('A line of this download is no wish for news.');
    const line = parsed.output;
    return 'sealed' in line ? line : { ...newsFrameOf(line), reader: v.parse(ReaderSchema, line) };
  },
  sealOf: (row) => ('sealed' in row ? row.sealed : null),
  opened: (row, text) => {
    const reader = parseReader(text);
    return reader && { ...newsFrameOf(row), reader };
  },
};

function personalOf(row: NewsRow): Readonly<Record<string, string>> {
  return 'sealed' in row ? { sealed: row.sealed } : v.parse(ReaderSchema, row.reader);
}
