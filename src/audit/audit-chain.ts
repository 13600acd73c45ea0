import { createHash } from 'node:crypto';
import { type AuditEntry, hashedText } from './audit-entry.ts';

/** The entry with its hash, which the next entry refers to. */
export function chained(entry: Omit<AuditEntry, 'hash'>): AuditEntry {
  return { ...entry, hash: hashOf(entry) };
}

/**
 * The mistakes in an audit log, one sentence each; an empty list for an unchanged log. Entries removed at the
 * end leave no gap. Only `anchor` shows them: the number and hash of an entry noted down earlier.
 */
export function verifyChain(
  entries: readonly AuditEntry[],
  anchor?: Pick<AuditEntry, 'number' | 'hash'>,
): string[] {
  const complaints = entries.flatMap((entry, index) => {
    const before = entries[index - 1];
    const found: string[] = [];
    if (entry.number !== index + 1)
      found.push(`Entry ${index + 1} is missing: the next one there is has number ${entry.number}.`);
    if (entry.hash !== hashOf(entry))
      found.push(`Entry ${entry.number} was changed: its hash is not its own.`);
    if (entry.previous !== (before?.hash ?? ''))
      found.push(`Entry ${entry.number} does not follow the one before it.`);
    return found;
  });
  const anchored = anchor && entries.find(({ number }) => number === anchor.number);
  if (anchor && anchored?.hash !== anchor.hash) {
    complaints.push(
      `Entry ${anchor.number} is not the one that was noted down: the log was cut off or written anew.`,
    );
  }
  return complaints;
}

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(hashedText(entry)).digest('hex');
}
