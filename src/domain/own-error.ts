/**
 * An error of our own. Its message says what to do and holds no personal data, so it may be logged and shown.
 * The mark stands on the object because a bundle may hold the class twice, and `instanceof` then fails.
 */
export abstract class OwnError extends Error {
  readonly isSafeToLog = true;
}

/** True for an error whose message may be logged and shown. */
export function isOwnError(error: unknown): error is OwnError {
  return error instanceof Error && 'isSafeToLog' in error && error.isSafeToLog === true;
}
