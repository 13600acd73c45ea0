import { type AuditEntry, PAGE_ENTRIES, parseAuditLog } from '#audit/audit-entry.ts';
import { CommandError } from '#cli/command/command.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { whyRefused } from '#cli/site/site-refusal.ts';
import { auditPathAfter } from '#domain/api-paths.ts';
import { isAnswerIn } from '#domain/own-answer.ts';

/** The pages of the log after an entry, the oldest first. Throws where a page is missing or is no page of a log. */
export async function* logPages(
  site: OrganizersSite,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<AuditEntry[], void, undefined> {
  let last = after;
  let page: AuditEntry[];
  do {
    page = await readPage(site, last, signal);
    yield page;
    last = page.at(-1)?.number ?? last;
  } while (page.length === PAGE_ENTRIES);
}

async function readPage(site: OrganizersSite, after: number, signal: AbortSignal): Promise<AuditEntry[]> {
  const ask = () => site.ask(auditPathAfter(after), { signal });
  const response = await site.patiently(ask, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new CommandError(1, `${site.origin} cannot be reached.`, error);
  });
  const refusal = whyRefused(response, '', site.origin);
  if (refusal) throw refusal;
  if (response.status >= 300)
    throw new CommandError(1, `${site.origin} could not read its log just now. Try again in a minute.`);
  const entries = isAnswerIn('application/x-ndjson', response) ? await entriesOf(response) : null;
  signal.throwIfAborted();
  if (entries && (entries[0]?.number ?? Infinity) > after) return entries;
  throw new CommandError(2, `${site.origin} gave other entries than asked for: is it of this version?`);
}

/** The entries of a page; `null` if it breaks off or has a line that is no entry. */
async function entriesOf(response: Response): Promise<AuditEntry[] | null> {
  try {
    return parseAuditLog(await response.text());
  } catch {
    return null;
  }
}
