import { isOwnError } from '#domain/own-error.ts';
import { readSettings } from '#settings/settings.ts';

/**
 * Logs an error without typed values. Messages of our own errors hold no personal data. For other errors it
 * logs only the name and the call stack, because their messages may quote a value.
 */
export function logError(error: unknown): void {
  // npm start tells each mistake in content/ itself, once.
  if (readSettings().isDeveloping && error instanceof Error && error.name === 'ContentError') return;
  console.error(isOwnError(error) ? error.message : describe(error));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is no error was thrown.';
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return [error.name, ...places].join('\n');
}
