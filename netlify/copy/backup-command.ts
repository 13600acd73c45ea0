import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { counted } from '#cli/command/counted.ts';
import { isOwnError } from '#domain/own-error.ts';
import { readSettings } from '#settings/settings.ts';
import { openFile } from './open-side.ts';
import { parsePlace } from './place.ts';
import { blobsOf, namesOf, type Side } from './side.ts';

/** `npm run store -- backup`: copies the whole file of this machine at one moment, also while the server runs. */
export async function backUp(to: string, io: CommandIo): Promise<void> {
  if (to === '') throw wrongArguments('store', '--to is missing: the file to write.');
  const target = resolve(to);
  if (await stat(target).catch(() => null))
    throw new CommandError(2, `${to} is there already: a backup overwrites nothing. Name another file.`);
  if (!(await stat(dirname(target)).catch(() => null))?.isDirectory())
    throw new CommandError(2, `There is no folder ${dirname(target)}: make it first.`);
  const source = await parsePlace('file', '--from', readSettings().dataDir);
  if (source.kind !== 'file' || !(await stat(source.path).catch(() => null)))
    throw new CommandError(
      2,
      'This machine keeps no signatures yet: there is nothing to back up. DATA_DIR says where they lie.',
    );
  try {
    await copyFile(source.path, target);
    const lines = await signaturesIn(target);
    io.out([`Copied ${source.path} to ${target}.`, ...lines, `SHA-256 ${await sha256Of(target)}`].join('\n'));
  } catch (error) {
    throw isOwnError(error) ? new CommandError(1, error.message, error) : error;
  }
}

async function copyFile(path: string, to: string): Promise<void> {
  const file = openFile(path, false);
  try {
    await file.backup(to);
  } finally {
    await file.close();
  }
}

/** How many signatures of each campaign the backup holds. Opening it shows that it can be opened. */
async function signaturesIn(path: string): Promise<string[]> {
  const file = openFile(path, false);
  try {
    const side: Omit<Side, 'context'> = { words: path, stores: file.stores };
    const lines: string[] = [];
    for (const name of (await namesOf(side)).filter((store) => store.startsWith('signatures-'))) {
      const blobs = blobsOf(side, name);
      const of = name === 'signatures-production' ? '' : ` (${name.slice('signatures-'.length)})`;
      for (const campaign of await blobs.folders())
        lines.push(`${campaign}${of}: ${counted(await blobs.count(`${campaign}/`))}`);
    }
    return lines;
  } finally {
    await file.close();
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
