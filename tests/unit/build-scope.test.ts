import { afterEach, describe, expect, it, vi } from 'vitest';
import { leaveDevelopment, secretsInBuild, takeOutSecrets } from '#settings/build-scope.ts';
import { readSecrets } from '#settings/secrets.ts';
import { readSettings } from '#settings/settings.ts';

/** The settings that could read, erase or forge signatures, send mail, or build the site anew. */
const FUNCTIONS_ONLY = [
  'SIGNATURE_SECRET',
  'ORGANIZER_TOKENS',
  'ORGANIZER_TOKEN',
  'MAIL_URL',
  'BUILD_HOOK_URL',
  'NETLIFY_AUTH_TOKEN',
];

afterEach(() => vi.unstubAllEnvs());

describe('a build', () => {
  it('keeps nothing that only functions need', () => {
    for (const name of FUNCTIONS_ONLY) vi.stubEnv(name, `${name} that nobody may see, `.repeat(3));
    vi.stubEnv('SIGNATURE_RECIPIENTS', 'age1');
    const names = takeOutSecrets();
    expect(names).toEqual(FUNCTIONS_ONLY);
    expect(Object.entries(process.env).filter(([, value]) => value?.includes('nobody may see'))).toEqual([]);
    expect(Object.values(readSecrets())).toEqual([null, null, null, null, null]);
    expect(readSettings().signatureRecipients).toBe('age1');
    expect(secretsInBuild(names)).toContain('SIGNATURE_SECRET, ORGANIZER_TOKENS');
    expect(secretsInBuild(names)).not.toContain('nobody may see');
  });

  it('does not take itself for npm start, whatever a .env or a host says', () => {
    vi.stubEnv('UNDERSIGNED_DEVELOPING', 'true');
    vi.stubEnv('UNDERSIGNED_DEV_SERVER', 'http://localhost:4321');
    leaveDevelopment();
    expect([readSettings().isDeveloping, readSettings().devServer]).toEqual([false, null]);
  });

  it('has nothing to say where it was given nothing', () => {
    for (const name of FUNCTIONS_ONLY) vi.stubEnv(name, '');
    expect(takeOutSecrets()).toEqual([]);
  });
});
