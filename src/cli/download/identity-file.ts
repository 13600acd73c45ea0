import { readFile } from 'node:fs/promises';
import { CommandError } from '#cli/command/command.ts';
import { parseKeyFile } from '#sealing/key-file.ts';
import { SealOpener } from '#sealing/seal-opener.ts';

/** Reads private age keys from the file of `--identity`. Throws for a file without a usable key. */
export async function readIdentityFile(file: string): Promise<readonly string[]> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandError(2, `${file} cannot be read.`, error);
  });
  const found = parseKeyFile(bytes);
  switch (found.kind) {
    case 'keys':
      return checked(found.keys, file);
    case 'encrypted':
      throw new CommandError(
        2,
        `${file} is itself encrypted. Open it first: age --decrypt --output key.txt ${file}`,
      );
    case 'document':
      throw new CommandError(
        2,
        `${file} is no plain text. Copy the line AGE-SECRET-KEY-… into a text file and name that one.`,
      );
    case 'none':
      throw new CommandError(
        2,
        `${file} holds no private key: a line AGE-SECRET-KEY-… as npm run keys shows it.`,
      );
  }
}

function checked(keys: readonly string[], file: string): readonly string[] {
  try {
    new SealOpener(keys);
    return keys;
  } catch (error) {
    throw new CommandError(
      2,
      `${file} holds a private key that was cut or mistyped. Copy it once more.`,
      error,
    );
  }
}
