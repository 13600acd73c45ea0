import { describe, expect, inject, it, vi } from 'vitest';
import { welcome } from '#local/welcome.ts';

const token = 'a'.repeat(32);

describe('what start and serve print', () => {
  it('leads to the download with the first token that opens it', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${token}`);
    const text = await welcome('http://localhost:1', inject('deployed'), '/river/signatures.sqlite');
    expect(text).toContain(`Organizer token  ${token}`);
    expect(text).toContain('http://localhost:1/api/campaigns/clean-river/signatures?format=csv');
    expect(text).toContain('desk http://localhost:1/organizers/\n');
    expect(text).toContain('Signatures       /river/signatures.sqlite\n');
  });

  it('shows no token that opens nothing, and says what is wrong with it', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `bad/name:${token}`);
    const text = await welcome('http://localhost:1', inject('deployed'), '/river/signatures.sqlite');
    expect(text).not.toContain(token);
    expect(text).toContain('Organizer token  none');
    expect(text).toContain('entry 1 opens nothing');
  });

  it('says where mails lie, if the site sends some and no mail service is set', async () => {
    const told = async (MAIL_FROM: string, MAIL_URL: string) => {
      vi.stubEnv('UNDERSIGNED_MAIL_FOLDER', '/river/.netlify/mail');
      vi.stubEnv('MAIL_FROM', MAIL_FROM);
      vi.stubEnv('MAIL_URL', MAIL_URL);
      return (await welcome('http://localhost:1', inject('deployed'), '/river/signatures.sqlite')).includes(
        '/river/.netlify/mail',
      );
    };
    expect(await told('a@b.example', '')).toBe(true);
    expect(await told('a@b.example', 'smtps://mail.example')).toBe(false);
    expect(await told('', '')).toBe(false);
  });
});
