import { CommandError } from '#cli/command/command.ts';

/** The error for sealed rows that should go into a CSV: it cannot hold them. */
export function sealedInCsv(): CommandError {
  return new CommandError(
    2,
    `Some rows are sealed, and a CSV cannot hold these. Open them with --identity key.txt, the file with the private
key that npm run keys showed (all of them, where keys were changed), or take them sealed with --format ndjson. What was
loaded is kept: the same command with --identity goes on from here.`,
  );
}
