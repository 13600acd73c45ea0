import { Readable } from 'node:stream';
import { inject } from 'vitest';
import { type Command, type CommandIo, exitCodeOf } from '#cli/command/command.ts';
import { TOKEN } from '../site/served-site.ts';

/** What a command said, and the exit code it ended with. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command in this process, with the token of an organizer and without a terminal, but for `changes`.
 */
export async function endOf(
  command: Command,
  args: readonly string[],
  changes: Partial<CommandIo> = {},
): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const code = await exitCodeOf(command, args, {
    signal: new AbortController().signal,
    root: inject('deployed'),
    project: process.cwd(),
    organizerToken: TOKEN,
    input: Readable.from([]),
    askHidden: null,
    openDialog: null,
    screen: null,
    out: (text) => (stdout += `${text}\n`),
    error: (text) => (stderr += `${text}\n`),
    ...changes,
  });
  return { code, stdout, stderr };
}
