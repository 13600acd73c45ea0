import { createHash } from 'node:crypto';
import type { AuditLog } from '#audit/audit-log.ts';
import type { Part } from '#domain/part.ts';

/** A download that was asked for. `key` is the slug in store keys, `campaign` the present slug. */
interface LoggedDownload {
  readonly who: string;
  readonly campaign: string;
  readonly key: string;
  readonly part: Part;
  readonly rows: number;
}

/**
 * Writes the log entry of a download. A download in parts is one entry, that of its first part. The other
 * parts have no entry if this organizer asked for the first part on the same day (UTC). The entry comes
 * before the mark of the day. So a race gives an entry too many, and never one too few.
 */
export async function logDownload(
  { who, campaign, key, part, rows }: LoggedDownload,
  audit: Pick<AuditLog, 'append' | 'claim' | 'isClaimed'>,
  now: Date,
): Promise<void> {
  const isFirst = part.number === 1;
  const mark = markOf(who, key, now);
  if (!isFirst && (await audit.isClaimed(mark))) return;
  const inParts = part.of === 1 ? {} : { part: `${part.number}/${part.of}` };
  await audit.append({ who, what: 'download', campaign, count: rows, ...inParts }, now);
  if (isFirst && part.of > 1) await audit.claim(mark);
}

/** A digest, because an organizer's name may hold any letter, and a key only plain ones. */
function markOf(who: string, key: string, now: Date): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([who, key]))
    .digest('hex');
  return `first-part/${now.toISOString().slice(0, 10)}/${digest.slice(0, 32)}`;
}
