import { stat } from 'node:fs/promises';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import type { CommandError } from '#cli/command/command.ts';
import { TOKEN_HELP } from '#cli/site/organizer-token.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';
import { isSlug } from '#domain/slug.ts';
import { type Format, isFormat } from '#download/format.ts';
import { readIdentityFile } from './identity-file.ts';

/** What to download, and into which file. */
export interface DownloadOptions {
  readonly campaign: string;
  readonly origin: string;
  readonly out: string;
  readonly format: Format;
  /** True for those who want news, and not for signatures. */
  readonly isNews: boolean;
  /** True for just the signatures that are set aside. */
  readonly isAside: boolean;
  /** Private age keys that open sealed signatures. */
  readonly keys: readonly string[];
}

/** What `npm run download -- --help` says. */
export const DOWNLOAD_HELP = `Downloads all signatures of a campaign that count into one file. With --aside just those that are set aside, and with
--news all who asked for news without signing.

  npm run download -- <campaign> --from <site> --out <file> [--aside|--news] [--format csv|ndjson] [--identity key.txt]

  <campaign>   its name in the page's address: stop-the-raids
  --from       the site: https://petition.example
  --out        the file; one of that name is replaced once the new one is whole
  --aside      just the signatures that are set aside, which count in no number
  --news       who asked for news on the page: each address was confirmed by mail, none signed by it
  --format     csv or ndjson; without it what the file's ending says, else csv
  --identity   the file with your private key (AGE-SECRET-KEY-…), to open sealed signatures on this machine

${TOKEN_HELP}

Parts that have arrived wait in <file>.parts until all are there, so the same command goes on after a break. They are
personal data, as the file is: only you can read them, and they are removed at the end.

Exit code 0: the file is whole. 1: not done, run the same command again. 2: something has to be mended first.`;

/** Reads the arguments; `null` for `--help`. */
export async function readDownloadOptions(args: readonly string[]): Promise<DownloadOptions | null> {
  const { values, positionals } = readArguments('download', args, {
    ...HELP_OPTION,
    from: { type: 'string' },
    out: { type: 'string' },
    news: { type: 'boolean', default: false },
    aside: { type: 'boolean', default: false },
    format: { type: 'string' },
    identity: { type: 'string' },
  });
  if (values.help) return null;
  const [campaign = '', ...others] = positionals;
  if (!isSlug(campaign) || others.length > 0)
    throw wrong('Name one campaign, as in the address of its page.');
  if (values.aside && values.news)
    throw wrong('--aside is for signatures, --news for who asked for news: give one of them.');
  if (values.from === undefined) throw wrong('--from is missing: the address of the site.');
  if (values.out === undefined || values.out === '') throw wrong('--out is missing: the file to write.');
  if (await isFolder(values.out))
    throw wrong(`${values.out} is a folder: add the name of the file to write.`);
  return {
    campaign,
    origin: parseOrigin(values.from),
    out: values.out,
    isNews: values.news,
    isAside: values.aside,
    format: toFormat(values.format ?? (values.out.endsWith('.ndjson') ? 'ndjson' : 'csv')),
    keys: values.identity === undefined ? [] : await readIdentityFile(values.identity),
  };
}

function toFormat(typed: string): Format {
  if (isFormat(typed)) return typed;
  throw wrong(`--format is csv or ndjson, not ${typed}.`);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function wrong(message: string): CommandError {
  return wrongArguments('download', message);
}
