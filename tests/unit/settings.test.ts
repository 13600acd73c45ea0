import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readSettings } from '#settings/settings.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the settings of a machine of its own', () => {
  it.each([
    ['true', 'netlify'],
    ['', 'own'],
    ['false', 'own'],
  ])('tell whose host a build is for: NETLIFY=%s', (value, host) => {
    vi.stubEnv('NETLIFY', value);
    expect(readSettings().host).toBe(host);
  });

  it.each([
    ['', '/srv/site', '/srv/site/.data'],
    ['kept', '/srv/site', '/srv/site/kept'],
    ['/var/lib/undersigned', '/srv/site', '/var/lib/undersigned'],
    ['', '', resolve('.data')],
  ])('tell where its file lies: DATA_DIR=%j in %j', (folder, root, path) => {
    vi.stubEnv('DATA_DIR', folder);
    vi.stubEnv('UNDERSIGNED_ROOT', root);
    expect(readSettings().dataDir).toBe(path);
  });

  it('believe no proxy unless one is named', () => {
    vi.stubEnv('TRUSTED_PROXIES', '');
    expect(readSettings().trustedProxies).toBeNull();
    vi.stubEnv('TRUSTED_PROXIES', '127.0.0.1, 10.0.0.0/8');
    expect(readSettings().trustedProxies).toBe('127.0.0.1, 10.0.0.0/8');
  });
});
