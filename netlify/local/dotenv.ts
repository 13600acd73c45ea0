import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DOTENV, loadEnvironment } from '#settings/dotenv.ts';

/**
 * Loads `.env` from the project's folder, for start, build and serve. Variables that are already set win.
 * With `create`, a missing file is first written with fresh random values, readable only by its owner.
 */
export async function loadDotenv(root: string, { create }: { create: boolean }): Promise<void> {
  if ((await loadEnvironment(root)) || !create) return;
  await writeFile(join(root, DOTENV), freshSettings(), { flag: 'wx', mode: 0o600 });
  await loadEnvironment(root);
}

function freshSettings(): string {
  return `# Made by the first start on this machine. Never commit it; production has values of its own (README).
SIGNATURE_SECRET=${randomBytes(32).toString('hex')}
ORGANIZER_TOKENS=local:${randomBytes(32).toString('hex')}
`;
}
