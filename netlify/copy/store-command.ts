import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import type { CommandIo } from '#cli/command/command.ts';
import { backUp } from './backup-command.ts';
import { copy } from './copy-command.ts';
import { toCopyOptions } from './copy-options.ts';
import { PLACE_HELP } from './place.ts';

const HELP = `Moves what the site keeps between hosts, and makes backups.

  npm run store -- copy --from <store> --to <store> [--campaign <slug>] [--mirror [--yes]]
  npm run store -- backup --to <file>

copy takes signatures, wishes for news, what is set aside, numbers, marks and the log, unchanged. It overwrites and
erases nothing, goes on after a break, and checks both sides at the end. Before the last run the campaigns at the source
have to be paused or closed, and deployed so. The last run takes --mirror: since the first one, numbers have changed at
the source, and people have withdrawn. No server may run on a file that is copied to.

  <store>       ${PLACE_HELP}
  --campaign    one campaign only, without the log and the memory of mails, which are the whole site's
  --mirror      makes the target equal to the source: replaces what differs, erases what is only at the target
  --yes         agrees to what --mirror erases, where nobody can be asked

backup writes all of the file in DATA_DIR into a new one, as it is at one moment, also while the server runs. To restore,
stop the server and put the backup into DATA_DIR as signatures.sqlite.

For Netlify set NETLIFY_SITE_ID, and NETLIFY_AUTH_TOKEN to a personal access token; where that is not set it is asked
for and not shown. It is never an argument: arguments stay in the shell's history and in the list of processes.
Netlify’s API takes 500 requests a minute: 30,000 signatures take an hour to copy, and another to check.

Exit code 0: both sides are the same. 1: not yet, run the same command again or see what it says. 2: something has to
be mended first.`;

/** `npm run store`: copies stores between hosts, or backs up the file of this machine. */
export async function store(args: readonly string[], io: CommandIo): Promise<void> {
  const { values, positionals } = readArguments('store', args, {
    ...HELP_OPTION,
    from: { type: 'string' },
    to: { type: 'string' },
    campaign: { type: 'string' },
    mirror: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  });
  const [verb = '', ...others] = positionals;
  if (values.help) {
    io.out(HELP);
    return;
  }
  if (others.length > 0 || (verb !== 'copy' && verb !== 'backup'))
    throw wrongArguments('store', 'Write what to do: copy or backup.');
  if (verb === 'copy')
    return copy(
      toCopyOptions({ ...values, from: values.from, to: values.to, campaign: values.campaign }),
      io,
    );
  if (values.from !== undefined || values.campaign !== undefined || values.mirror || values.yes)
    throw wrongArguments('store', 'backup takes the whole file in DATA_DIR: it knows --to only.');
  return backUp(values.to ?? '', io);
}
