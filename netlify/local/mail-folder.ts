import { join } from 'node:path';
import { announceMailFolder } from '#settings/environment.ts';

/** The folder in which mails lie on this machine, where no mail service is set. Git ignores it. */
function mailFolder(root: string): string {
  return join(root, '.netlify', 'mail');
}

/**
 * Lets mails be laid down on this machine where no mail service is set, and their links be printed. Not where a log is
 * kept: a link in it confirms or withdraws. There a form that needs a mail answers 503, because none would come.
 */
export function layDownMails(root: string, { isLogged = false }: { isLogged?: boolean } = {}): void {
  if (!isLogged) announceMailFolder(mailFolder(root));
}
