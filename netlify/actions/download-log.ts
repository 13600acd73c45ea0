import { createHash } from 'node:crypto';
import type { AuditLog } from '#audit/audit-log.ts';
import type { Part } from '#domain/part.ts';
import type { RowKind } from '#download/row-kind.ts';

type Kind = RowKind<never>['name'];

/** What the log calls a download of each kind. */
const WHAT = { signatures: 'download', news: 'download-news' } as const;

/** A download that was asked for. `key` is the slug in store keys, `campaign` the present slug. */
interface LoggedDownload {
  readonly kind: Kind;
  readonly who: string;
  readonly campaign: string;
  readonly key: string;
  readonly part: Part;
  readonly rows: number;
  /** True for just what is set aside: that is a download of its own. */
  readonly isAside: boolean;
}

/**
 * Writes the log entry of a download. A download in parts is one entry, that of its first part. The other
 * parts have no entry if this organizer asked for the first part on the same day (UTC). The entry comes
 * before the mark of the day. So a race gives an entry too many, and never one too few.
 */
export async function logDownload(
  download: LoggedDownload,
  audit: Pick<AuditLog, 'append' | 'claim' | 'isClaimed'>,
  now: Date,
): Promise<void> {
  const { kind, who, campaign, part, rows } = download;
  const isFirst = part.number === 1;
  const mark = markOf(download, now);
  if (!isFirst && (await audit.isClaimed(mark))) return;
  const inParts = part.of === 1 ? {} : { part: `${part.number}/${part.of}` };
  await audit.append({ who, what: WHAT[kind], campaign, count: rows, ...inParts }, now);
  if (isFirst && part.of > 1) await audit.claim(mark);
}

/** A digest, because an organizer's name may hold any letter, and a key only plain ones. */
function markOf({ kind, who, key, isAside }: LoggedDownload, now: Date): string {
  const ofAside = isAside ? ['aside'] : [];
  const ofKind = kind === 'signatures' ? ofAside : [kind];
  const digest = createHash('sha256')
    .update(JSON.stringify([who, key, ...ofKind]))
    .digest('hex');
  return `first-part/${now.toISOString().slice(0, 10)}/${digest.slice(0, 32)}`;
}
