import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '#cli/command/command.ts';
import { textOfBytes } from '#domain/text-bytes.ts';

/** The file that says what the parts are parts of. It keeps parts of two campaigns out of one file. */
export const SOURCE_FILE = 'parts-of.txt';

/** Makes the folder for parts of `source`, or takes it over. Throws if it holds anything else. */
export async function claimFolder(path: string, source: string): Promise<void> {
  await make(path);
  const names = await readdir(path);
  const found = names.includes(SOURCE_FILE) ? await readSource(join(path, SOURCE_FILE)) : null;
  if (found === source) return;
  if (names.length > 0) {
    const what = found === null ? 'something else' : `a download of ${found}`;
    throw new CommandError(2, `${path} holds ${what}. Remove it, or choose another --out.`);
  }
  await writeFile(join(path, SOURCE_FILE), source, { flag: 'wx', mode: 0o600, flush: true });
}

/** An editor may have saved the file in its own encoding, with a line break at the end. */
async function readSource(file: string): Promise<string | null> {
  return textOfBytes(await readFile(file))?.trim() ?? null;
}

async function make(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'EEXIST')
      throw new CommandError(2, `${path} cannot be made: is there such a folder, and is it yours?`, error);
  }
}
