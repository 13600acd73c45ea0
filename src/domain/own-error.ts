/**
 * An error of this project. Its message says what to do and contains no personal data, so it may be logged
 * and shown. The flag is on the object, because a bundle may contain the class twice, and `instanceof` then
 * fails.
 */
export abstract class OwnError extends Error {
  readonly isSafeToLog = true;
}

/** True for an error whose message may be logged and shown. */
export function isOwnError(error: unknown): error is OwnError {
  return error instanceof Error && 'isSafeToLog' in error && error.isSafeToLog === true;
}
