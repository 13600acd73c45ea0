import { parsePart, type Part, WHOLE } from '#domain/part.ts';
import { type Format, FORMATS, isFormat } from '#download/format.ts';
import type { RowKind } from '#download/row-kind.ts';
import { NO_STORE } from './answer.ts';

/** The query of a download; `refused` has the error code of a 400. */
export type DownloadQuery =
  | {
      readonly kind: 'read';
      readonly format: Format;
      readonly part: Part;
      /** True for just what is set aside. */
      readonly isAside: boolean;
    }
  | { readonly kind: 'refused'; readonly code: string };

/**
 * Reads `?format=csv|ndjson&part=3/16&aside=only`. The default is the whole campaign as CSV, without what is set aside.
 * What stands there twice is refused: whoever asks for two parts must not take the first for both.
 */
export function readDownloadQuery({ searchParams }: URL): DownloadQuery {
  const [format = 'csv', ...otherFormats] = searchParams.getAll('format');
  if (otherFormats.length > 0 || !isFormat(format)) return { kind: 'refused', code: 'download.format' };
  const [typed, ...otherParts] = searchParams.getAll('part');
  const part = typed === undefined ? WHOLE : parsePart(typed);
  if (!part || otherParts.length > 0) return { kind: 'refused', code: 'download.part' };
  const aside = searchParams.getAll('aside').join();
  if (searchParams.has('aside') && aside !== 'only') return { kind: 'refused', code: 'download.aside' };
  return { kind: 'read', format, part, isAside: aside === 'only' };
}

/** What a downloaded file holds. */
interface DownloadedFile {
  readonly slug: string;
  readonly records: RowKind<never>['name'];
  readonly format: Format;
  readonly part: Part;
  readonly isAside: boolean;
}

/** The headers of a download on a day: its type, its file name, its campaign and its number of rows. */
export function downloadHeaders(
  file: DownloadedFile,
  rows: number,
  day: string,
): Readonly<Record<string, string>> {
  return {
    ...NO_STORE,
    'content-type': FORMATS[file.format],
    'content-disposition': `attachment; filename="${fileName(file, day)}"`,
    // Rows name the present slug, also where the caller asked by a former one.
    'signature-campaign': file.slug,
    'signature-count': String(rows),
  };
}

/** `stop-the-raids-2016-01-31-part-3-of-16.csv`, `stop-the-raids-aside-2016-01-31.csv`, or `…-news-….ndjson` */
function fileName(
  { slug, records, format, part: { number, of }, isAside }: DownloadedFile,
  day: string,
): string {
  const ofAside = isAside ? '-aside' : '';
  const kind = records === 'signatures' ? ofAside : `-${records}`;
  const part = of === 1 ? '' : `-part-${number}-of-${of}`;
  return `${slug}${kind}-${day}${part}.${format}`;
}
