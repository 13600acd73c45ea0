import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signingMail } from '#mail/compose.ts';
import { MailFailure } from '#mail/mail.ts';
import { folderService } from '#smtp/folder-service.ts';
import { mailService } from '#smtp/mail-service.ts';
import { startMailServer } from '../support/mail-server.ts';
import { parseMail } from '../support/parsed-mail.ts';
import { mailFacts } from './a-mail.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mails-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const mail = signingMail(mailFacts());

describe('a folder for mails', () => {
  it('is made, keeps each mail for its owner alone, and tells its links', async () => {
    const told: string[] = [];
    const own = join(folder, '.netlify', 'mail');
    const service = folderService(own, (text) => told.push(text));
    for (let number = 0; number < 20; number += 1) await service.deliver(mail);
    const files = await readdir(own);
    expect(files).toHaveLength(20);
    expect(files.every((name) => /^\d{4}-\d\d-\d\dT[\d.-]+Z-\w+\.eml$/u.test(name))).toBe(true);
    const { mode } = await stat(join(own, files[0] ?? ''));
    expect(mode & 0o777).toBe(0o600);
    const { text, subject } = await parseMail(await readFile(join(own, files[0] ?? '')));
    expect([text, subject]).toEqual([mail.text, mail.subject]);
    expect(told).toHaveLength(20);
    for (const link of mail.links) expect(told[0], link).toContain(link);
  });

  it('says where no mail is laid down', async () => {
    const told: string[] = [];
    await folderService(folder, (text) => told.push(text)).pretend();
    expect(told.join()).toContain('No mail');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the mail service of an environment', () => {
  const stub = (MAIL_URL: string, UNDERSIGNED_MAIL_FOLDER: string) => {
    vi.stubEnv('MAIL_URL', MAIL_URL);
    vi.stubEnv('UNDERSIGNED_MAIL_FOLDER', UNDERSIGNED_MAIL_FOLDER);
  };

  it('is the folder only where no mail service is set', async () => {
    const tell = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    stub('', folder);
    await mailService().deliver(mail);
    expect(await readdir(folder)).toHaveLength(1);
    expect(tell.mock.calls.join()).toContain(mail.links[0]);
    await using server = await startMailServer();
    stub(server.url, folder);
    await mailService().deliver(mail);
    expect(await readdir(folder)).toHaveLength(1);
    expect(server.received).toHaveLength(1);
  });

  it.each(['', 'mail.example', 'smtps://hunter2@mail.example'])(
    'fails, and says that it is a matter of settings: %j',
    async (url) => {
      stub(url, '');
      for (const done of [mailService().deliver(mail), mailService().pretend()]) {
        const error = await done.catch((failure: unknown) => failure);
        expect(error, url).toBeInstanceOf(MailFailure);
        expect(error, url).toMatchObject({ stage: 'settings', fate: 'notTaken' });
        expect(inspect(error), url).not.toContain('hunter2');
        // The log names the variable.
        expect((error as Error).message, url).toContain('MAIL_URL');
      }
    },
  );
});
