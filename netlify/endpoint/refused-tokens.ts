import type { AuditLog } from '#audit/audit-log.ts';
import { logError } from './log-error.ts';

/** Tokens that this process refused and has not logged yet. */
let notLogged = 0;
let hourOfLastClaim = '';

/**
 * Counts refused tokens for the audit log. All processes together write at most one entry an hour, so that
 * refused tokens cannot fill the log. Later refusals go into the next entry, if this process still lives. So
 * the number means “at least”.
 */
export async function noteRefusal(log: AuditLog, now: Date): Promise<void> {
  notLogged += 1;
  const hour = now.toISOString().slice(0, 13);
  if (hour === hourOfLastClaim) return;
  hourOfLastClaim = hour;
  try {
    if (!(await log.claimHour(hour))) return;
    const count = notLogged;
    await log.append({ who: '', what: 'refused', campaign: '', count }, now);
    notLogged -= count;
  } catch (error) {
    // The answer is still 401: the request did nothing that needs a log entry.
    logError(error);
  }
}
