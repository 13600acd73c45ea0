import type { AuditEntry } from '#audit/audit-entry.ts';

/**
 * The folders whose signatures belong to no campaign, by the newest entry that told of them. `keys` are the
 * key slugs of the campaigns that there are.
 */
export function orphanedFolders(entries: readonly AuditEntry[], keys: readonly string[]): AuditEntry[] {
  const found = new Map<string, AuditEntry>();
  for (const entry of entries) {
    const told = found.get(entry.campaign);
    if (entry.what === 'orphaned') found.set(entry.campaign, entry);
    else if (entry.what === 'retention' && told) found.set(entry.campaign, less(told, entry.count));
  }
  return [...found.values()].filter(({ campaign, count }) => count > 0 && !keys.includes(campaign));
}

function less(entry: AuditEntry, erased: number): AuditEntry {
  return { ...entry, count: entry.count - erased };
}
