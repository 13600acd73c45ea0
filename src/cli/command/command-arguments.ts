import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { CommandError } from './command.ts';

/** Reads the arguments of `npm run <command>`. Throws for an argument that is not among `options`. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw wrongArguments(
      command,
      error instanceof Error ? error.message : 'The arguments are not understood.',
    );
  }
}

/** The error for arguments that make no sense. It leads to the command's help. */
export function wrongArguments(command: string, message: string): CommandError {
  return new CommandError(2, `${message}\nSee npm run ${command} -- --help`);
}

/** The option that every command has. */
export const HELP_OPTION = { help: { type: 'boolean', default: false } } as const;
