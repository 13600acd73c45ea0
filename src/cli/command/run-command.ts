import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSecrets } from '#settings/secrets.ts';
import { type Command, CommandError, exitCodeOf } from './command.ts';
import { openDialog } from './dialog.ts';
import { askHidden } from './hidden-question.ts';

/** After Ctrl-C npm sends a signal, and so does the terminal. Signals this close together are one wish. */
const SECOND_SIGNAL_MS = 1000;

/**
 * Runs a command in this process: the only file that touches arguments, streams, signals and exit code. The
 * first signal stops the command, a later one ends the process at once.
 */
export async function runCommand(command: Command): Promise<void> {
  const stop = new AbortController();
  let stoppedAt: number | null = null;
  const interrupt = (exitCode: 130 | 143) => () => {
    if (stoppedAt !== null && performance.now() - stoppedAt > SECOND_SIGNAL_MS) process.exit(exitCode);
    stoppedAt ??= performance.now();
    stop.abort(new CommandError(exitCode, 'Stopped.'));
  };
  process.on('SIGINT', interrupt(130));
  process.on('SIGTERM', interrupt(143));
  const { stdin: input, stderr: output } = process;
  const { signal } = stop;
  try {
    process.exitCode = await exitCodeOf(command, process.argv.slice(2), {
      signal,
      root: PROJECT_ROOT,
      project: process.cwd(),
      organizerToken: readSecrets().organizerToken,
      input,
      askHidden: input.isTTY ? (question) => askHidden(question, { input, output }, signal) : null,
      openDialog: input.isTTY && output.isTTY ? () => openDialog({ input, output }, signal) : null,
      screen: output.isTTY ? output : null,
      out: (text) => console.log(text),
      error: (text) => console.error(text),
    });
  } finally {
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  }
}
