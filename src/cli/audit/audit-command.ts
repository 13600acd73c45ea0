import { type Anchor, ChainCheck } from '#audit/audit-chain.ts';
import type { AuditEntry } from '#audit/audit-entry.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { AUDIT_HELP, type AuditOptions, readAuditOptions } from './audit-options.ts';
import { logPages } from './log-pages.ts';

/** More sentences than this tell nobody more. */
const MOST_COMPLAINTS = 50;

/** `npm run audit -- verify`: checks the log against its own hashes, on this machine. */
export async function audit(args: readonly string[], io: CommandIo): Promise<void> {
  const options = readAuditOptions(args);
  if (options === null) {
    io.out(AUDIT_HELP);
    return;
  }
  const site = new OrganizersSite(options.origin, await organizerToken(io));
  const { complaints, read, last } = await verify(site, options, io.signal);
  if (complaints.length > 0) throw new CommandError(1, shown(complaints));
  io.out(report(read, last));
}

interface Verified {
  readonly complaints: readonly string[];
  readonly read: number;
  readonly last: (Anchor & Pick<AuditEntry, 'at'>) | null;
}

/** Reads the log page by page and keeps one page in memory. */
async function verify(
  site: OrganizersSite,
  { known, isOnlyNew }: AuditOptions,
  signal: AbortSignal,
): Promise<Verified> {
  const check = new ChainCheck(known, { isFrom: isOnlyNew });
  const complaints: string[] = [];
  let read = 0;
  let last: Verified['last'] = null;
  const after = isOnlyNew && known ? known.number - 1 : 0;
  for await (const page of logPages(site, after, signal)) {
    for (const entry of page) complaints.push(...check.add(entry));
    read += page.length;
    last = page.at(-1) ?? last;
  }
  return { complaints: [...complaints, ...check.end()], read, last };
}

function shown(complaints: readonly string[]): string {
  const more = complaints.length - MOST_COMPLAINTS;
  return [
    ...complaints.slice(0, MOST_COMPLAINTS),
    ...(more > 0 ? [`… and ${more.toLocaleString('en')} more.`] : []),
  ].join('\n');
}

function report(read: number, last: Verified['last']): string {
  if (!last) return 'The log is empty: nothing was downloaded or erased yet.';
  return `${read.toLocaleString('en')} entries, each the one that was written, the last of ${last.at}.
Note this down outside of the website, and give it to the next run:
  --known ${last.number}:${last.hash}`;
}
