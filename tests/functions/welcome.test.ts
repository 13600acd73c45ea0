import { describe, expect, inject, it, vi } from 'vitest';
import { welcome } from '#local/welcome.ts';

const token = 'a'.repeat(32);

describe('what start and serve print', () => {
  it('leads to the download with the first token that opens it', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${token}`);
    const text = await welcome('http://localhost:1', inject('deployed'));
    expect(text).toContain(`Organizer token  ${token}`);
    expect(text).toContain('http://localhost:1/api/campaigns/clean-river/signatures?format=csv');
  });

  it('shows no token that opens nothing, and says what is wrong with it', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `bad/name:${token}`);
    const text = await welcome('http://localhost:1', inject('deployed'));
    expect(text).not.toContain(token);
    expect(text).toContain('Organizer token  none');
    expect(text).toContain('entry 1 opens nothing');
  });
});
