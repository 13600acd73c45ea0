import type { Dialog } from './dialog.ts';

/**
 * A command: it gets its arguments and everything it may use of the process. It ends early with a
 * `CommandError`.
 */
export type Command = (args: readonly string[], io: CommandIo) => Promise<void>;

/** What a command may use of the process that runs it. */
export interface CommandIo {
  /** Aborts when somebody stops the command. Its reason is the `CommandError` to end with. */
  readonly signal: AbortSignal;
  /** The folder that holds `content/`. */
  readonly root: string;
  /** The folder that holds `src/`. */
  readonly project: string;
  /** The setting `ORGANIZER_TOKEN`. */
  readonly organizerToken: string | null;
  /** Standard input. */
  readonly input: NodeJS.ReadableStream;
  /** Asks a question and does not show the answer; `null` without a terminal for input. */
  readonly askHidden: ((question: string) => Promise<string>) | null;
  /** Opens a dialog in plain sight; `null` without a terminal for input and output. */
  readonly openDialog: (() => Dialog) | null;
  /** Where the command shows its progress; `null` without a terminal for errors. */
  readonly screen: NodeJS.WritableStream | null;
  /** Writes a text and a line break to standard output. */
  readonly out: (text: string) => void;
  /** Writes a text and a line break to standard error. */
  readonly error: (text: string) => void;
}

/**
 * Ends a command early. The message says how to mend it. Exit code 1: not done, the same command may
 * succeed later. 2: something has to be mended first. 130 and 143: a signal stopped it.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(exitCode: 1 | 2 | 130 | 143, message: string, cause?: unknown) {
    super(message, { cause });
    this.exitCode = exitCode;
  }
}

/** Runs a command and returns its exit code. An error becomes a sentence on standard error. */
export async function exitCodeOf(command: Command, args: readonly string[], io: CommandIo): Promise<number> {
  try {
    await command(args, io);
    return 0;
  } catch (error) {
    const stopped: unknown = io.signal.aborted ? io.signal.reason : error;
    const shown = error instanceof CommandError ? error : stopped;
    io.error(shown instanceof Error ? shown.message : 'Something went wrong.');
    return shown instanceof CommandError ? shown.exitCode : 1;
  }
}
