import { isOrganizerToken } from '#domain/organizer-token.ts';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { readSettings } from '#settings/settings.ts';
import { CommandError } from './command.ts';

/** What `--help` says about the token. */
export const TOKEN_HELP = `The organizer token is read from the variable ORGANIZER_TOKEN; where that is not set it is asked for and not
shown. It is never an argument: arguments stay in the shell's history and in the list of processes.`;

/** The organizer token, from the environment or asked for on the terminal without echo. */
export async function organizerToken(signal: AbortSignal): Promise<string> {
  const token = (readSettings().organizerToken ?? (await askWithoutEcho('Organizer token: ', signal))).trim();
  if (isOrganizerToken(token)) return token;
  throw new CommandError(
    2,
    'This is no organizer token: one has at least 32 letters, digits, - or _. In ORGANIZER_TOKENS it stands after the name and the colon.',
  );
}

async function askWithoutEcho(question: string, signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CommandError(2, 'ORGANIZER_TOKEN is not set, and there is no terminal to ask for it. Set it.');
  }
  // A terminal interface echoes into its output: this one keeps what it is given to itself.
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silence, terminal: true });
  const interrupted = new AbortController();
  terminal.on('SIGINT', () => interrupted.abort());
  // Not before the interface stands: until then the terminal itself echoes.
  process.stderr.write(question);
  try {
    return await terminal.question('', { signal: AbortSignal.any([signal, interrupted.signal]) });
  } catch (error) {
    throw new CommandError(130, 'Stopped.', error);
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
