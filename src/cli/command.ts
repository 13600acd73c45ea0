/**
 * Ends a command early. The message says how to mend it. Exit codes: 1 not done, the same command may go on from here;
 * 2 something has to be mended first; 130 and 143 stopped by a signal.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(exitCode: 1 | 2 | 130 | 143, message: string, cause?: unknown) {
    super(message, { cause });
    this.exitCode = exitCode;
  }
}

/** From Ctrl-C npm makes two signals, its own and the terminal's: what follows so soon is no second wish. */
const SECOND_SIGNAL_MS = 1000;

/** Runs a command: its errors become a sentence and an exit code, signals an abort; a second one ends it at once. */
export async function runCommand(main: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  let stoppedAt: number | null = null;
  const interrupt = (exitCode: 130 | 143) => () => {
    if (stoppedAt !== null && performance.now() - stoppedAt > SECOND_SIGNAL_MS) process.exit(exitCode);
    stoppedAt ??= performance.now();
    stop.abort(new CommandError(exitCode, 'Stopped.'));
  };
  process.on('SIGINT', interrupt(130));
  process.on('SIGTERM', interrupt(143));
  try {
    await main(stop.signal);
  } catch (error) {
    const stopped: unknown = stop.signal.aborted ? stop.signal.reason : error;
    const shown = error instanceof CommandError ? error : stopped;
    console.error(shown instanceof Error ? shown.message : 'Something went wrong.');
    process.exitCode = shown instanceof CommandError ? shown.exitCode : 1;
  } finally {
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  }
}
