import { StoreUnavailable } from '#blobs/store-unavailable.ts';
import { ContentError } from '#content/mistake.ts';
import { SettingsError } from '#services/settings.ts';
import { RecipientError } from '#sealing/recipients.ts';

/**
 * Logs what went wrong without what anybody typed: the messages of our own errors, which hold no personal data; of
 * all others only the kind and the place, because their messages may quote a value.
 */
export function logError(error: unknown): void {
  console.error(isOurs(error) ? error.message : describe(error));
}

const OURS = [StoreUnavailable, ContentError, SettingsError, RecipientError];

function isOurs(error: unknown): error is Error {
  return OURS.some((kind) => error instanceof kind);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is no error was thrown.';
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return [error.name, ...places].join('\n');
}
