import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isSlug } from '#domain/slug.ts';
import { parseKeyFile } from '#sealing/key-file.ts';
import { SealOpener } from '#sealing/seal-opener.ts';
import { CommandError } from './command.ts';
import { parseOrigin } from './organizers-site.ts';
import { TOKEN_HELP } from './token.ts';
import type { FileFormat } from './whole-file.ts';

export interface DownloadOptions {
  readonly campaign: string;
  readonly origin: string;
  readonly out: string;
  readonly format: FileFormat;
  /** Private age keys, to open sealed signatures with. */
  readonly keys: readonly string[];
}

const HELP = `Downloads all signatures of a campaign into one file.

  npm run download -- <campaign> --from <site> --out <file> [--format csv|ndjson] [--identity key.txt]

  <campaign>   its name in the page's address: stop-the-raids
  --from       the site: https://petition.example
  --out        the file; one of that name is replaced once the new one is whole
  --format     csv or ndjson; without it what the file's ending says, else csv
  --identity   the file with your private key (AGE-SECRET-KEY-…), to open sealed signatures on this machine

${TOKEN_HELP}

Parts that have arrived wait in <file>.parts until all are there, so the same command goes on after a break. They are
personal data, as the file is: only you can read them, and they are removed at the end.

Exit code 0: the file is whole. 1: not done, run the same command again. 2: something has to be mended first.`;

/** Reads the arguments; `null` once the help was shown. */
export async function readDownloadOptions(args: readonly string[]): Promise<DownloadOptions | null> {
  const { values, positionals } = parse(args);
  if (values.help) {
    console.log(HELP);
    return null;
  }
  const [campaign = '', ...others] = positionals;
  if (!isSlug(campaign) || others.length > 0)
    throw wrong('Name one campaign, as in the address of its page.');
  if (values.from === undefined) throw wrong('--from is missing: the address of the site.');
  if (values.out === undefined || values.out === '') throw wrong('--out is missing: the file to write.');
  if (await isFolder(values.out))
    throw wrong(`${values.out} is a folder: add the name of the file to write.`);
  return {
    campaign,
    origin: parseOrigin(values.from),
    out: values.out,
    format: toFormat(values.format ?? (values.out.endsWith('.ndjson') ? 'ndjson' : 'csv')),
    keys: values.identity === undefined ? [] : await readKeys(values.identity),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        out: { type: 'string' },
        format: { type: 'string' },
        identity: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : 'The arguments are not understood.');
  }
}

function toFormat(typed: string): FileFormat {
  if (typed === 'csv' || typed === 'ndjson') return typed;
  throw wrong(`--format is csv or ndjson, not ${typed}.`);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function readKeys(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(2, `${file} cannot be read.`, error);
  });
  const found = parseKeyFile(text);
  switch (found.kind) {
    case 'keys':
      return checked(found.keys, file);
    case 'encrypted':
      throw new CommandError(
        2,
        `${file} is itself encrypted. Open it first: age --decrypt --output key.txt ${file}`,
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

function wrong(message: string): CommandError {
  return new CommandError(2, `${message}\nSee npm run download -- --help`);
}
