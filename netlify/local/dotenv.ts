import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addLines, DOTENV, loadEnvironment, missingHere } from '#settings/dotenv.ts';

/**
 * Loads `.env` from the project's folder, for start, build and serve. Variables that are already set win.
 * With `create`, a missing file is first written with fresh random values, readable only by its owner.
 */
export async function loadDotenv(root: string, { create }: { create: boolean }): Promise<void> {
  if ((await loadEnvironment(root)) || !create) return;
  const text = `# Made by the first start on this machine. ${NEVER_COMMITTED}\n${freshLines(NEEDED)}`;
  await writeFile(join(root, DOTENV), text, { flag: 'wx', mode: 0o600 });
  await loadEnvironment(root);
}

/**
 * Adds fresh random values to a `.env` that lacks them, and returns their names. `npm run serve` does not: beside
 * signatures of another secret, a fresh one would take each address for a new one.
 */
export async function completeDotenv(root: string): Promise<readonly string[]> {
  const missing = (await missingHere(root, NEEDED)) ?? [];
  if (missing.length > 0) {
    await addLines(
      root,
      `# Added by npm start, which found none. ${NEVER_COMMITTED}\n${freshLines(missing)}`,
    );
  }
  return missing;
}

const NEVER_COMMITTED = 'Never commit it; production has values of its own (README).';

/** What a supporter needs to sign, and an organizer to read. */
const NEEDED = ['SIGNATURE_SECRET', 'ORGANIZER_TOKENS'];

function freshLines(names: readonly string[]): string {
  return names
    .map((name) => {
      const random = randomBytes(32).toString('hex');
      return `${name}=${name === 'ORGANIZER_TOKENS' ? `local:${random}` : random}\n`;
    })
    .join('');
}
