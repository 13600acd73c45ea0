import type { AuditLog } from '#audit/audit-log.ts';
import { type Part, partsFor } from '#domain/part.ts';
import type { Format } from '#download/format.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import { toStream } from './download-stream.ts';

/** A response may weigh 20 MB. At 3 kB a row, sealed and with the longest usual comment, so many fit. */
export const MAX_ROWS = 6_000;

/** What a download needs from outside. */
export interface DownloadServices {
  readonly signatures: Pick<SignatureStore, 'ids' | 'read'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly isSealing: () => boolean;
  readonly now: () => Date;
}

/** What is asked for. `isHead`: only the number of rows. */
export interface DownloadRequest {
  readonly campaign: string;
  readonly who: string;
  readonly format: Format;
  readonly part: Part;
  readonly isHead: boolean;
}

/** `sealed`: a CSV cannot hold what is sealed. `tooLarge`: ask for so many parts instead. */
export type DownloadOutcome =
  | { readonly kind: 'sealed' }
  | { readonly kind: 'tooLarge'; readonly parts: number }
  | {
      readonly kind: 'rows';
      readonly rows: number;
      readonly body: ReadableStream<Uint8Array> | null;
    };

/** Hands out one part of a campaign's signatures. What cannot be logged is not handed out. */
export async function download(
  { campaign, who, format, part, isHead }: DownloadRequest,
  { signatures, audit, isSealing, now }: DownloadServices,
): Promise<DownloadOutcome> {
  if (format === 'csv' && isSealing()) return { kind: 'sealed' };
  const ids = await signatures.ids(campaign, part);
  const rows = ids.length;
  if (rows > MAX_ROWS) return { kind: 'tooLarge', parts: partsFor(rows * part.of, MAX_ROWS) };
  if (isHead) return { kind: 'rows', rows, body: null };
  await audit.append({ who, what: 'download', campaign, count: rows }, now());
  return { kind: 'rows', rows, body: toStream(format, campaign, ids, signatures) };
}
