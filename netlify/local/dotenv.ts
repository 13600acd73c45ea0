import { randomBytes } from 'node:crypto';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';

/**
 * Loads `.env` from the project's folder, for start, build and serve. Variables that are already set win.
 * With `create`, a missing file is first written with fresh random values, readable only by its owner.
 */
export async function loadDotenv(root: string, { create }: { create: boolean }): Promise<void> {
  const file = join(root, '.env');
  if (!(await exists(file))) {
    if (!create) return;
    await writeFile(file, freshSettings(), { flag: 'wx', mode: 0o600 });
  }
  loadEnvFile(file);
}

function freshSettings(): string {
  return `# Made by the first start on this machine. Never commit it; production has values of its own (README).
SIGNATURE_SECRET=${randomBytes(32).toString('hex')}
ORGANIZER_TOKENS=local:${randomBytes(32).toString('hex')}
`;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
