import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { isOrganizerToken } from '#domain/organizer-token.ts';

/** What `--help` says about the token. */
export const TOKEN_HELP = `The organizer token is read from the variable ORGANIZER_TOKEN; where that is not set it is asked for and not
shown. It is never an argument: arguments stay in the shell's history and in the list of processes.`;

/** The organizer token, from the settings or from the person at the terminal. */
export async function organizerToken(io: Pick<CommandIo, 'organizerToken' | 'askHidden'>): Promise<string> {
  const token = (io.organizerToken ?? (await askForToken(io))).trim();
  if (isOrganizerToken(token)) return token;
  throw new CommandError(
    2,
    'This is no organizer token: one has at least 32 letters, digits, - or _. In ORGANIZER_TOKENS it stands after the name and the colon.',
  );
}

function askForToken({ askHidden }: Pick<CommandIo, 'askHidden'>): Promise<string> {
  if (askHidden) return askHidden('Organizer token: ');
  throw new CommandError(2, 'ORGANIZER_TOKEN is not set, and there is no terminal to ask for it. Set it.');
}
