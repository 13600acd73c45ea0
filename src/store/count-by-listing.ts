import type { Blobs, CountedAmong, Wanted } from './stores.ts';

/** Counts keys below a folder, and those that are wanted, by one list of all. */
export async function countByListing(
  { eachPage }: Pick<Blobs, 'eachPage'>,
  folder: string,
  wanted: Wanted,
): Promise<CountedAmong> {
  let all = 0;
  let found = 0;
  await eachPage(folder, [''], (keys) => {
    all += keys.length;
    if (wanted.size === 0) return;
    for (const key of keys) if (wanted.has(key.slice(folder.length))) found += 1;
  });
  return { all, wanted: found };
}
