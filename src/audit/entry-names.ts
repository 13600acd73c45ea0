import type { Blobs } from '#store/stores.ts';

const FOLDER = 'entry/';
/** Ten digits, so that names sort like numbers. */
const DIGITS = 10;
/** The names of a thousand entries have these digits in common. One request lists them. */
const BLOCK_DIGITS = 7;
const BLOCK = 10 ** (DIGITS - BLOCK_DIGITS);

/** The name of the entry with a number. */
export function entryName(number: number): string {
  return FOLDER + String(number).padStart(DIGITS, '0');
}

type Names = Pick<Blobs, 'firstKeys' | 'keys'>;

/**
 * The name of the newest entry, or `null` for an empty log. It asks digit by digit for the highest that there
 * is. So a long log costs few requests, and no gap hides what comes after it.
 */
export async function newestName({ firstKeys }: Names): Promise<string | null> {
  let prefix = FOLDER;
  let found = await firstKeys(prefix);
  while (!found.isWhole) {
    const longer = Array.from({ length: 10 }, (_, digit) => `${prefix}${9 - digit}`);
    const lists = await Promise.all(longer.map(firstKeys));
    const highest = lists.findIndex(({ keys }) => keys.length > 0);
    const list = lists[highest];
    if (list === undefined) return null;
    prefix = longer[highest] ?? prefix;
    found = list;
  }
  return found.keys.toSorted().at(-1) ?? null;
}

/** The names of at most `most` entries after a number, the oldest first. */
export async function namesAfter(number: number, most: number, blobs: Names): Promise<string[]> {
  const newest = blockOf(await newestName(blobs));
  const names: string[] = [];
  for (let block = Math.floor((number + 1) / BLOCK); block <= newest && names.length < most; block += 1) {
    names.push(...(await blobs.keys(blockPrefix(block))).filter((name) => name > entryName(number)));
  }
  return names.slice(0, most);
}

/** The names of the newest entries, at most `most`, the oldest of them first. */
export async function newestNames(most: number, blobs: Names): Promise<string[]> {
  let names: string[] = [];
  for (let block = blockOf(await newestName(blobs)); block >= 0 && names.length < most; block -= 1) {
    names = [...(await blobs.keys(blockPrefix(block))), ...names];
  }
  return names.slice(-most);
}

function blockPrefix(block: number): string {
  return FOLDER + String(block).padStart(BLOCK_DIGITS, '0');
}

/** The number of an entry's block; -1 in an empty log. */
function blockOf(name: string | null): number {
  return name === null ? -1 : Number(name.slice(FOLDER.length, FOLDER.length + BLOCK_DIGITS));
}
