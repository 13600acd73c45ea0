import type { Blobs, CountedAmong, Wanted } from './stores.ts';

/** Counts keys below a folder, and those that are wanted, by one list of all. */
export async function countByListing(
  { eachPage }: Pick<Blobs, 'eachPage'>,
  folder: string,
  wanted: Wanted,
): Promise<CountedAmong> {
  const tally = new ListTally(folder, wanted);
  await eachPage(folder, [''], (keys) => {
    tally.add(keys);
  });
  return tally.counted;
}

/** Counts the keys of pages, and those that are wanted. */
export class ListTally {
  readonly #folder: string;
  readonly #wanted: Wanted;
  #all = 0;
  #found = 0;

  constructor(folder: string, wanted: Wanted) {
    this.#folder = folder;
    this.#wanted = wanted;
  }

  /** How many there were until now. */
  get counted(): { readonly all: number; readonly wanted: number } {
    return { all: this.#all, wanted: this.#found };
  }

  /** Adds a page. */
  add(keys: readonly string[]): void {
    this.#all += keys.length;
    if (this.#wanted.size === 0) return;
    for (const key of keys) if (this.#wanted.has(key.slice(this.#folder.length))) this.#found += 1;
  }
}
