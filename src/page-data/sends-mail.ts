import { readSettings } from '#settings/settings.ts';

/** True if the built site sends mail: to confirm, to take back, and news. */
export function sendsMail(): boolean {
  return readSettings().mailFrom !== null;
}
