import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailService } from '#mail/mail.ts';
import { toMessage } from './message.ts';

/** On a developer's machine: mails lie in a folder, and their links are told. */
export function folderService(folder: string, tell: (text: string) => void = console.log): MailService {
  return {
    deliver: async (mail) => {
      const { bytes } = await toMessage(mail);
      const time = new Date().toISOString().replaceAll(':', '-');
      const file = join(folder, `${time}-${randomBytes(3).toString('hex')}.eml`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
      tell(['', `  Mail  ${file}`, ...mail.links.map((link) => `  ${link}`), ''].join('\n'));
    },
    pretend: () => {
      tell('\n  No mail: this address had its mails for today.\n');
      return Promise.resolve();
    },
  };
}
