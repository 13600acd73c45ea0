import type { AuditLog } from '#audit/audit-log.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { type Part, partsFor } from '#domain/part.ts';
import type { Format } from '#download/format.ts';
import type { Row, RowKind } from '#download/row-kind.ts';
import type { RecordStore } from '#store/record-store.ts';
import { asideIds, type AsideStore } from '#store/stored-asides.ts';
import { logDownload } from './download-log.ts';
import { toStream } from './download-stream.ts';

/**
 * The most rows of one download. The platform allows 20 MB a response; a sealed row with a long comment takes
 * 3 kB.
 */
export const MAX_ROWS = 6_000;

/** What a download of a kind of records needs from outside. */
export interface DownloadServices<Kept extends Row> {
  readonly kind: RowKind<Kept>;
  readonly records: Pick<RecordStore<Kept>, 'ids' | 'read'>;
  /** What is set aside; `null` for a kind of which nothing ever is. */
  readonly asides: Pick<AsideStore, 'read'> | null;
  readonly audit: Pick<AuditLog, 'append' | 'claim' | 'isClaimed'>;
  readonly isSealing: () => Promise<boolean>;
  readonly now: () => Date;
}

/** One request to download. `isHead`: only the number of rows. `isAside`: just what is set aside. */
export interface DownloadRequest {
  readonly campaign: Campaign;
  readonly who: string;
  readonly format: Format;
  readonly part: Part;
  readonly isHead: boolean;
  readonly isAside: boolean;
}

/**
 * `sealed`: a CSV cannot hold sealed rows. `noAside`: of this kind nothing is ever set aside. `tooLarge`: the caller
 * must ask for this many parts.
 */
export type DownloadOutcome =
  | { readonly kind: 'sealed' }
  | { readonly kind: 'noAside' }
  | { readonly kind: 'tooLarge'; readonly parts: number }
  | {
      readonly kind: 'rows';
      readonly rows: number;
      readonly body: ReadableStream<Uint8Array> | null;
    };

/** Gives one part of a campaign's records. It throws before it gives any row if the log entry fails. */
export async function download<Kept extends Row>(
  { campaign, who, format, part, isHead, isAside }: DownloadRequest,
  { kind, records, asides, audit, isSealing, now }: DownloadServices<Kept>,
): Promise<DownloadOutcome> {
  if (isAside && !asides) return { kind: 'noAside' };
  if (format === 'csv' && (await isSealing())) return { kind: 'sealed' };
  const key = keySlugOf(campaign);
  // What is set aside or put back after this changes nothing in the rows that follow.
  const [listed, aside] = await Promise.all([records.ids(key, part), asides?.read(key)]);
  const setAside = asideIds(aside ?? null);
  const ids = listed.filter((id) => setAside.has(id) === isAside);
  const rows = ids.length;
  if (rows > MAX_ROWS) return { kind: 'tooLarge', parts: partsFor(rows * part.of, MAX_ROWS) };
  if (isHead) return { kind: 'rows', rows, body: null };
  const logged = { kind: kind.name, who, campaign: campaign.slug, key, part, rows, isAside };
  await logDownload(logged, audit, now());
  return { kind: 'rows', rows, body: toStream(format, ids, { kind, campaign, records }) };
}
