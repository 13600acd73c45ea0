import { type AuditEntry, parseAuditLog } from '#audit/audit-entry.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { AUDIT_PATH } from '#domain/api-paths.ts';

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

/** All entries of the log, the oldest first; `null` if the site does not give them. */
export async function readWholeLog(site: OrganizersSite, signal: AbortSignal): Promise<AuditEntry[] | null> {
  const entries: AuditEntry[] = [];
  for (;;) {
    const after = entries.at(-1)?.number ?? 0;
    const response = await site.ask(`${AUDIT_PATH}?after=${after}`, { signal }).catch(() => null);
    signal.throwIfAborted();
    if (!response?.ok) return null;
    const page = parseAuditLog(await response.text()).filter(({ number }) => number > after);
    if (page.length === 0) return entries;
    entries.push(...page);
  }
}
