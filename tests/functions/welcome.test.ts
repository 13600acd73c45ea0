import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it, vi } from 'vitest';
import { welcome } from '#local/welcome.ts';

const token = 'a'.repeat(32);

describe('what start and serve print', () => {
  it('leads to the download with the first token that opens it', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${token}`);
    const text = await welcome('http://localhost:1', inject('deployed'), '/river/signatures.sqlite');
    expect(text).toContain(`Organizer token  ${token}`);
    expect(text).toContain('http://localhost:1/api/campaigns/clean-river/signatures?format=csv');
    expect(text).toMatch(
      /^ {2}Organizers’ desk http:\/\/localhost:1\/organizers\/\n {2}Organizer token {2}a{32}$/mu,
    );
    expect(text).toContain('Signatures       /river/signatures.sqlite\n');
  });

  it('names no folder that is no campaign’s, and nothing that a terminal or a shell would obey', async () => {
    const root = await mkdtemp(join(tmpdir(), 'undersigned-welcome-'));
    for (const name of ['$(reboot)', 'a\u001B[2Jb', 'clean-river'])
      await mkdir(join(root, 'content/campaigns', name), { recursive: true });
    const text = await welcome('http://localhost:1', root, '/river/signatures.sqlite');
    await rm(root, { recursive: true });
    expect(text.match(/campaigns\/[^/]+/gu)).toEqual(['campaigns/clean-river', 'campaigns/clean-river']);
    expect(text).not.toContain('\u001B');
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
