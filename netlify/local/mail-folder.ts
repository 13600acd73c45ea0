import { join } from 'node:path';

/** The folder in which mails lie on this machine, where no mail service is set. Git ignores it. */
export function mailFolder(root: string): string {
  return join(root, '.netlify', 'mail');
}
