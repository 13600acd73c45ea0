import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type SiteAccess, netlifyStores, netlifyStoresOf } from '#blobs/netlify-stores.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { storeName } from '#deploy/store-name.ts';
import { DEPLOY_CONTEXTS } from '#domain/deploy-context.ts';
import { readNetlifyAccess } from '#settings/netlify-access.ts';
import { DATA_FILE, openDataFile } from '#sqlite/data-file.ts';
import { type Place, toWords } from './place.ts';
import { blobsOf, namesOf, type Side } from './side.ts';

/** A side of a copy, open. */
export interface OpenSide extends Side {
  readonly close: () => Promise<void>;
}

/** Opens the side to copy from. It has to be there. */
export async function openSource(place: Place, io: CommandIo): Promise<OpenSide> {
  if (place.kind === 'netlify') return openNetlify(place, place.context, io);
  const words = toWords(place);
  const found = await stat(place.path).catch(() => null);
  if (found?.isFile() !== true) throw new CommandError(2, `There is no file ${words}: nothing to copy from.`);
  const file = openFile(place.path, false);
  try {
    const side = { words, stores: file.stores };
    return { ...side, context: await contextIn(side), close: file.close };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Opens the side to copy to. A file is made, and no server may run on it. `context` is the source's. */
export async function openTarget(place: Place, context: string, io: CommandIo): Promise<OpenSide> {
  if (place.kind === 'netlify') return openNetlify(place, place.context, io);
  const { stores, close } = openFile(place.path, true);
  return { words: toWords(place), context, stores, close };
}

/** Opens a data file of any name. `isAlone` is for writing: no server may run on it meanwhile. */
export function openFile(path: string, isAlone: boolean) {
  const name = basename(path);
  // A server runs on a file of one name only.
  return openDataFile(dirname(path), { name, alone: isAlone && name === DATA_FILE });
}

async function openNetlify(place: Place, context: string, io: CommandIo): Promise<OpenSide> {
  const { siteId, authToken, isGiven } = readNetlifyAccess();
  const stores = isGiven ? netlifyStores : netlifyStoresOf(await accessTo(siteId, authToken, io));
  const side = { words: toWords(place), context, stores, close: () => Promise.resolve() };
  // A list of stores hides a refusal (@netlify/blobs 11.1.1). A list of keys tells it, also where there are none.
  await blobsOf(side, storeName('signatures', context)).keys('probe/');
  return side;
}

async function accessTo(
  siteID: string | null,
  authToken: string | null,
  { askHidden }: CommandIo,
): Promise<SiteAccess> {
  if (siteID === null) {
    throw new CommandError(
      2,
      'NETLIFY_SITE_ID is not set. Netlify shows it under Project configuration, General, as the project’s ID.',
    );
  }
  const token = authToken ?? (await askHidden?.('Netlify personal access token: '))?.trim() ?? '';
  if (token !== '') return { siteID, token };
  throw new CommandError(
    2,
    'NETLIFY_AUTH_TOKEN is not set. Make a personal access token at Netlify, under User settings, Applications, and delete it there once you are done.',
  );
}

/** The context of the stores in a file: production, or the only one that there is. */
async function contextIn(side: Omit<Side, 'context'>): Promise<string> {
  const names = await namesOf(side);
  const found = [...DEPLOY_CONTEXTS, ''].filter((context) =>
    names.includes(storeName('signatures', context)),
  );
  const [first = 'production', ...others] = found;
  if (first === 'production' || others.length === 0) return first;
  throw new CommandError(
    2,
    `${side.words} holds signatures of several deploy contexts, and none of production: ${found.map((context) => context || 'local').join(', ')}. Copying takes one.`,
  );
}
