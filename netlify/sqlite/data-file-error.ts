import { OwnError } from '#domain/own-error.ts';

/** Something is wrong with the file in which a machine keeps its stores. The message says what to do. */
export class DataFileError extends OwnError {
  override readonly name = 'DataFileError';
}

const BUSY = 5;
const READ_ONLY = 8;
const INPUT_OUTPUT = 10;
const DAMAGED = 11;
const FULL = 13;
const NOT_OPENED = 14;
const NO_DATABASE = 26;

/** What to do about a result code of SQLite. */
const ADVICE: Readonly<Record<number, string>> = {
  [BUSY]: 'Another program has been writing to it for too long. Look which one, and end it.',
  [READ_ONLY]: 'It may only be read. Give this user the right to write to it and to its folder.',
  [INPUT_OUTPUT]: 'The disk did not do as it was told. Look whether it is full or broken.',
  [DAMAGED]: 'It is damaged. Stop the server, keep the file, and put a backup in its place.',
  [FULL]: 'The disk is full. Make room: nothing else is needed.',
  [NOT_OPENED]: 'It cannot be opened. Look at the rights of the file and of its folder.',
  [NO_DATABASE]: 'It is no database. Move it away, or put a backup in its place.',
};

/** The result code of SQLite in an error; `null` if it is another error. */
function resultCode(error: unknown): number | null {
  // The extended codes hold the result code in their lowest byte (https://sqlite.org/rescode.html).
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
    return error.errcode & 0xff;
  }
  return null;
}

/** True if another connection holds a lock: then the same thing works a little later. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

/** An error of SQLite in words that say what to do. Any other error stays as it is. */
export function explained(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === null) return error;
  const advice = ADVICE[code] ?? `SQLite answered ${code}.`;
  return new DataFileError(`The data file failed: ${path}. ${advice}`, { cause: error });
}
