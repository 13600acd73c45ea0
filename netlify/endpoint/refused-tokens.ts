import type { AuditLog } from '#audit/audit-log.ts';
import { logError } from './log-error.ts';

/** Tokens refused by this process that no entry tells of yet. */
let notLogged = 0;
let hourOfLastClaim = '';

/**
 * Adds up refused tokens. All processes together write at most one entry an hour: whoever tries tokens must not be able
 * to fill the log. What comes after the hour's entry stands in the next one, if this process lives so long. So the
 * number says “at least”.
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
    // The answer is 401 all the same: nothing was done that would have to be logged.
    logError(error);
  }
}
