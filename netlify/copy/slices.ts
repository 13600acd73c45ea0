import { partsFor, prefixesOf } from '#domain/part.ts';
import type { Shelf } from './shelves.ts';
import type { CopiedBlobs } from './side.ts';

/** Keys of a shelf that are compared in one go: few enough for memory. */
export interface Slice {
  readonly shelf: Shelf;
  readonly source: ReadonlySet<string>;
  readonly target: ReadonlySet<string>;
}

/** So many keys of both sides are in memory at most, whatever the number of signatures. */
const SLICE_KEYS = 4096;

/** The shelf's keys on both sides, slice by slice. With a campaign, its keys only. */
export async function* slicesOf(shelf: Shelf, campaign: string | null): AsyncGenerator<Slice> {
  for await (const list of listsOf(shelf, campaign)) {
    // The target first. What is only there was gone from the source by then.
    const target = new Set(await list(shelf.to));
    yield { shelf, source: new Set(await list(shelf.from)), target };
  }
}

type List = (blobs: CopiedBlobs) => Promise<string[]>;

async function* listsOf(shelf: Shelf, campaign: string | null): AsyncGenerator<List> {
  switch (shelf.kind) {
    case 'signatures':
    case 'news':
      for (const folder of campaign === null ? await foldersOf(shelf) : [campaign])
        yield* partsOf(shelf, `${folder}/`);
      return;
    case 'mails':
      yield* partsOf(shelf, '');
      return;
    case 'asides':
    case 'numbers':
      yield (blobs) => keysOf(blobs, (key) => key);
      return;
    case 'withdrawals':
    case 'retention':
    case 'news-retention':
      yield (blobs) => keysOf(blobs, (key) => key.split('/')[1] ?? '');
      return;
    case 'audit':
      yield (blobs) => blobs.keys('');
  }

  async function keysOf(blobs: CopiedBlobs, campaignOf: (key: string) => string): Promise<string[]> {
    const keys = await blobs.keys('');
    return campaign === null ? keys : keys.filter((key) => campaignOf(key) === campaign);
  }
}

async function foldersOf({ from, to }: Shelf): Promise<string[]> {
  const folders = new Set([...(await from.folders()), ...(await to.folders())]);
  return [...folders].sort();
}

/** The keys below a folder in parts by their first hex digits. */
async function* partsOf({ from, to }: Shelf, folder: string): AsyncGenerator<List> {
  const of = partsFor(Math.max(await from.count(folder), await to.count(folder)), SLICE_KEYS);
  for (let number = 1; number <= of; number += 1) {
    yield async (blobs) => {
      const keys: string[] = [];
      await blobs.eachPage(folder, prefixesOf({ number, of }), (page) => {
        for (const key of page) keys.push(key);
      });
      return keys.sort();
    };
  }
}
