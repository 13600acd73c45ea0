import { parseMailServer } from '#mail/mail-server.ts';
import { MailSettingError } from '#mail/mail-setting-error.ts';
import { MailFailure, type MailService } from '#mail/mail.ts';
import { readSecrets } from '#settings/secrets.ts';
import { readSettings } from '#settings/settings.ts';

/**
 * The mail service of this environment. Without one, or with a wrong address of one, nothing is delivered. What it
 * needs is loaded with the first mail: a signature without confirmation does not wait for it.
 */
export function mailService(): MailService {
  return {
    deliver: async (mail) => (await loadService()).deliver(mail),
    pretend: async () => (await loadService()).pretend(),
  };
}

async function loadService(): Promise<MailService> {
  const { mailUrl } = readSecrets();
  const { mailFolder } = readSettings();
  if (mailUrl !== null) {
    const server = serverOf(mailUrl);
    const { smtpService } = await import('./smtp-service.ts');
    return smtpService(server);
  }
  if (mailFolder === null) throw notSet();
  const { folderService } = await import('./folder-service.ts');
  return folderService(mailFolder);
}

function serverOf(mailUrl: string) {
  try {
    return parseMailServer(mailUrl);
  } catch (cause) {
    throw new MailFailure('settings', 'notTaken', cause);
  }
}

function notSet(): MailFailure {
  const cause = new MailSettingError('MAIL_URL', 'is not set.', 'Set it for Functions (README, Deploy).');
  return new MailFailure('settings', 'notTaken', cause);
}
