import { verifyChain } from '#audit/audit-chain.ts';
import { type AuditEntry, parseAuditLog } from '#audit/audit-entry.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { whyRefused } from '#cli/site/site-refusal.ts';
import { AUDIT_PATH } from '#domain/api-paths.ts';
import { AUDIT_HELP, readAuditOptions } from './audit-options.ts';

/** `npm run audit -- verify`: checks the log against its own hashes, on this machine. */
export async function audit(args: readonly string[], io: CommandIo): Promise<void> {
  const options = readAuditOptions(args);
  if (options === null) {
    io.out(AUDIT_HELP);
    return;
  }
  const site = new OrganizersSite(options.origin, await organizerToken(io));
  const entries = await readLog(site, io.signal);
  const complaints = verifyChain(entries, options.known);
  if (complaints.length > 0) throw new CommandError(1, complaints.join('\n'));
  io.out(report(entries));
}

async function readLog(site: OrganizersSite, signal: AbortSignal): Promise<AuditEntry[]> {
  const response = await site.ask(AUDIT_PATH, { signal }).catch((error: unknown) => {
    throw new CommandError(1, `${site.origin} cannot be reached.`, error);
  });
  const refusal = whyRefused(response, '', site.origin);
  if (refusal) throw refusal;
  if (!response.ok)
    throw new CommandError(1, `${site.origin} could not read its log just now. Try again in a minute.`);
  return parseAuditLog(await response.text());
}

function report(entries: readonly AuditEntry[]): string {
  const last = entries.at(-1);
  if (!last) return 'The log is empty: nothing was downloaded or erased yet.';
  return `${entries.length.toLocaleString('en')} entries, each the one that was written, the last of ${last.at}.
Note this down outside of the website, and give it to the next run:
  --known ${last.number}:${last.hash}`;
}
