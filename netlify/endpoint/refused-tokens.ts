import type { AuditLog } from '#audit/audit-log.ts';
import { logError } from './log-error.ts';

/** The tokens that this process refused in one hour. */
const refused = { hour: '', count: 0 };

/**
 * Counts refused tokens for the audit log. The 1st, 10th, 100th … of an hour becomes an entry, once for all
 * processes together. So refused tokens cannot fill the log, and an attack differs from a typing error. The
 * number in an entry means “at least so many in this hour”.
 */
export async function noteRefusal(log: Pick<AuditLog, 'append' | 'claim'>, now: Date): Promise<void> {
  const hour = now.toISOString().slice(0, 13);
  if (hour !== refused.hour) Object.assign(refused, { hour, count: 0 });
  refused.count += 1;
  const { count } = refused;
  if (!isPowerOfTen(count)) return;
  try {
    if (!(await log.claim(`refused/${hour}-${count}`))) return;
    await log.append({ who: '', what: 'refused', campaign: '', count }, now);
  } catch (error) {
    // The answer is still 401: the request did nothing that needs a log entry.
    logError(error);
  }
}

function isPowerOfTen(count: number): boolean {
  return /^10*$/u.test(String(count));
}
