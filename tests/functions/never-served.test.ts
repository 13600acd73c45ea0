import { join } from 'node:path';
import { isFileLoadingAllowed, resolveConfig } from 'vite';
import { describe, expect, it } from 'vitest';
import { NEVER_SERVED } from '#local/never-served.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';

describe('the dev server', () => {
  it('gives nobody what people signed, mails or secrets, and still gives pages their files', async () => {
    const config = await resolveConfig(
      { configFile: false, root: PROJECT_ROOT, server: { fs: { deny: NEVER_SERVED } } },
      'serve',
    );
    const isGiven = (file: string) => isFileLoadingAllowed(config, join(PROJECT_ROOT, file));
    for (const file of [
      '.data/signatures.sqlite',
      '.data/start/signatures.sqlite-wal',
      'elsewhere/signatures.sqlite',
      'backup-2026.sqlite',
      'signatures.sqlite.age',
      '.netlify/mail/2026-11-27T08-00-00.000Z-abcdef.eml',
      '.env',
      '.env.local',
      'key.pem',
      '.git/config',
    ]) {
      expect(isGiven(file), file).toBe(false);
    }
    for (const file of ['src/styles/base.css', 'content/site.yaml', 'node_modules/valibot/dist/index.mjs']) {
      expect(isGiven(file), file).toBe(true);
    }
  });
});
