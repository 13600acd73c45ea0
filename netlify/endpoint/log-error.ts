import { isOwnError } from '#domain/own-error.ts';

/**
 * Logs what went wrong without what anybody typed. Messages of our own errors hold no personal data. Of all others only
 * the kind and the place are logged, because their messages may quote a value.
 */
export function logError(error: unknown): void {
  console.error(isOwnError(error) ? error.message : describe(error));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is no error was thrown.';
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return [error.name, ...places].join('\n');
}
