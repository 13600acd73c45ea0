import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { encodingOf, textOfBytes } from '#domain/text-bytes.ts';
import { addToEnvironment, processEnvironment } from './environment.ts';
import { SettingsError } from './settings.ts';
import type { Environment } from './variables.ts';

/** The file with the settings of this machine, in the project's folder. */
export const DOTENV = '.env';

/**
 * The variables of `.env`; `null` if there is no such file. Node's own reader loses the first variable after a
 * byte order mark, and all of them in UTF-16 (24.21).
 */
export async function readDotenv(root: string): Promise<Environment | null> {
  const bytes = await readBytes(join(root, DOTENV));
  if (bytes === null) return null;
  const text = textOfBytes(bytes);
  if (text === null) throw new SettingsError('.env is no plain text: save it as text in UTF-8.');
  // Node's reader joins lines that end as on old Macs (24.21).
  const variables = parseEnv(text.replaceAll(/\r\n?/gu, '\n'));
  const strange = Object.keys(variables).find((name) => !/^[A-Za-z_]\w*$/u.test(name));
  if (strange === undefined) return variables;
  const name = strange.replaceAll(/\W/gu, '');
  throw new SettingsError(
    `.env: the name of ${name} holds a character too many, maybe an unseen one: type its line anew.`,
  );
}

/** Loads `.env` for this process and those it starts. Returns `false` if there is no such file. */
export async function loadEnvironment(root: string): Promise<boolean> {
  const variables = await readDotenv(root);
  if (variables !== null) addToEnvironment(variables);
  return variables !== null;
}

/**
 * The names among these without a value in `.env` or in the environment. Without such a file it is `null`. What is
 * empty in the environment was meant so.
 */
export async function missingHere(root: string, names: readonly string[]): Promise<readonly string[] | null> {
  const variables = await readDotenv(root);
  if (variables === null) return null;
  return names.filter((name) => !variables[name] && processEnvironment()[name] === undefined);
}

/** Adds lines to the end of a `.env` that is there, and changes none that it has. */
export async function addLines(root: string, lines: string): Promise<void> {
  const file = join(root, DOTENV);
  const bytes = await readFile(file);
  // The lines go on in the encoding in which the file began.
  const encoding = encodingOf(bytes);
  const text = Buffer.from(`\n${lines}`, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  await appendFile(file, encoding === 'utf-16be' ? text.swap16() : text);
}

/** The variables that start, build and serve would find here. Nothing is loaded. */
export async function environmentHere(root: string): Promise<Environment> {
  return { ...(await readDotenv(root)), ...processEnvironment() };
}

async function readBytes(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new SettingsError('.env cannot be read: it has to be a file, and yours.', { cause });
  }
}
