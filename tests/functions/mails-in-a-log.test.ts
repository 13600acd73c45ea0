import { afterEach, describe, expect, it, vi } from 'vitest';
import { layDownMails } from '#local/mail-folder.ts';
import { readSettings } from '#settings/settings.ts';

afterEach(() => vi.unstubAllEnvs());

describe('mails without a mail service', () => {
  it('are laid down, and their links printed, only where nobody keeps what is printed', () => {
    vi.stubEnv('UNDERSIGNED_MAIL_FOLDER', '');
    layDownMails('/river', { isLogged: true });
    expect(readSettings().mailFolder).toBeNull();
    layDownMails('/river', { isLogged: false });
    expect(readSettings().mailFolder).toBe('/river/.netlify/mail');
  });
});
