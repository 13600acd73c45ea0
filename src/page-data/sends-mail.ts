import { readSettings } from '#settings/settings.ts';

/** True if the built site sends mail: to confirm, to take back, and news. */
export function sendsMail({ mailFrom } = readSettings()): boolean {
  return mailFrom !== null;
}
