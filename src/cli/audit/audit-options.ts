import type { Anchor } from '#audit/audit-chain.ts';
import { HELP_OPTION, readArguments } from '#cli/command/command-arguments.ts';
import { CommandError } from '#cli/command/command.ts';
import { TOKEN_HELP } from '#cli/site/organizer-token.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';

/** What `npm run audit -- --help` says. */
export const AUDIT_HELP = `Tells whether any entry of the log of downloads and erasures was changed or removed.

  npm run audit -- verify --from <site> [--known <number>:<hash> [--new]]

  --known   what an earlier run told you to note down; only with it entries cut off at the end show
  --new     reads only from the known entry on; without it all entries, 5,000 at a time

${TOKEN_HELP}

Exit code 0: every entry is the one that was written. 1: it is not. 2: something has to be mended first.`;

/** What to check. `known`: the entry that an earlier run ended with. */
export interface AuditOptions {
  readonly origin: string;
  readonly known: Anchor | null;
  readonly isOnlyNew: boolean;
}

/** Reads the arguments; `null` for `--help`. */
export function readAuditOptions(args: readonly string[]): AuditOptions | null {
  const { values, positionals } = readArguments('audit', args, {
    ...HELP_OPTION,
    from: { type: 'string' },
    known: { type: 'string' },
    new: { type: 'boolean' },
  });
  if (values.help) return null;
  if (positionals.join() !== 'verify')
    throw new CommandError(2, 'Say what to do: npm run audit -- verify --from <site>');
  if (values.from === undefined) throw new CommandError(2, '--from is missing: the address of the site.');
  if (values.new === true && values.known === undefined)
    throw new CommandError(2, '--new needs --known: the entry from which to read.');
  return {
    origin: parseOrigin(values.from),
    known: values.known === undefined ? null : parseKnown(values.known),
    isOnlyNew: values.new === true,
  };
}

function parseKnown(typed: string): Anchor {
  const { number, hash } = /^(?<number>\d+):(?<hash>[0-9a-f]{64})$/u.exec(typed)?.groups ?? {};
  if (number === undefined || hash === undefined)
    throw new CommandError(2, '--known is written as number:hash, as the last run showed it.');
  return { number: Number(number), hash };
}
