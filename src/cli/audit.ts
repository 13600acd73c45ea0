import { AUDIT_PATH } from '#domain/api-paths.ts';
import { parseArgs } from 'node:util';
import { verifyChain } from '#audit/audit-chain.ts';
import { type AuditEntry, parseAuditLog } from '#audit/audit-entry.ts';
import { CommandError, runCommand } from './command.ts';
import { OrganizersSite, parseOrigin, whyRefused } from './organizers-site.ts';
import { organizerToken, TOKEN_HELP } from './token.ts';

const HELP = `Tells whether any entry of the log of downloads and erasures was changed or removed.

  npm run audit -- verify --from <site> [--known <number>:<hash>]

  --known   what an earlier run told you to note down; only with it entries cut off at the end show

${TOKEN_HELP}

Exit code 0: every entry is the one that was written. 1: it is not. 2: something has to be mended first.`;

/** `npm run audit -- verify`: holds the log against its own hashes, on this machine. */
await runCommand(async (signal) => {
  const options = readOptions(process.argv.slice(2));
  if (!options) return;
  const site = new OrganizersSite(options.origin, await organizerToken(signal));
  const entries = await readLog(site, signal);
  const complaints = verifyChain(entries, options.known);
  if (complaints.length > 0) throw new CommandError(1, complaints.join('\n'));
  console.log(report(entries));
});

function readOptions(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      known: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return null;
  }
  if (positionals.join() !== 'verify')
    throw new CommandError(2, 'Say what to do: npm run audit -- verify --from <site>');
  if (values.from === undefined) throw new CommandError(2, '--from is missing: the address of the site.');
  return {
    origin: parseOrigin(values.from),
    known: values.known === undefined ? undefined : parseKnown(values.known),
  };
}

function parseKnown(typed: string): Pick<AuditEntry, 'number' | 'hash'> {
  const { number, hash } = /^(?<number>\d+):(?<hash>[0-9a-f]{64})$/u.exec(typed)?.groups ?? {};
  if (number === undefined || hash === undefined)
    throw new CommandError(2, '--known is written as number:hash, as the last run showed it.');
  return { number: Number(number), hash };
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
