import { parseMailServer } from '#mail/mail-server.ts';
import { MailFailure, type MailService } from '#mail/mail.ts';
import { readSecrets } from '#settings/secrets.ts';
import { readSettings } from '#settings/settings.ts';
import { folderService } from './folder-service.ts';
import { smtpService } from './smtp-service.ts';

/** The mail service of this environment. Without one, or with a wrong address of one, nothing is delivered. */
export function mailService(): MailService {
  const { mailUrl } = readSecrets();
  const { mailFolder } = readSettings();
  if (mailUrl === null) return mailFolder === null ? noService() : folderService(mailFolder);
  try {
    return smtpService(parseMailServer(mailUrl));
  } catch (error) {
    return noService(error);
  }
}

function noService(cause?: unknown): MailService {
  const fail = () => Promise.reject(new MailFailure('settings', 'notTaken', cause));
  return { deliver: fail, pretend: fail };
}
