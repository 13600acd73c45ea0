import { expect } from 'vitest';
import { unpackIds } from '#store/id-set.ts';
import { parseAsides } from '#store/stored-asides.ts';
import { type Numbers, parseNumbers } from '#store/stored-numbers.ts';
import { NUMBERS_STORE, STORE } from '../../functions/platform.ts';
import type { StoreWorld } from '../../support/store-world.ts';
import { commandsWith } from '../command.ts';
import { CAMPAIGNS, type NumberedCampaign } from './own-content.ts';

const ASIDES_STORE = 'asides-local';

/** What we know of a campaign. */
export interface Book {
  readonly campaign: NumberedCampaign;
  /** The ids of the signatures that stand. */
  live: ReadonlySet<string>;
  /** The ids of each aside, by its own id. */
  asides: ReadonlyMap<string, readonly string[]>;
  /** How many retention erased, of each kind. */
  readonly gone: { counted: number; aside: number };
  /** For each address what the process may have answered last, and repeat while the store is down. */
  readonly last: Map<string, ReadonlySet<string>>;
}

/** The model: a book for each campaign. */
export interface Ledger {
  readonly books: readonly Book[];
}

/** The real system: the functions and a blob service. */
export interface World {
  readonly blobs: StoreWorld;
  /** How many faults the operations took. */
  faults: number;
  /** How often something happened that the model is about. */
  readonly events: Map<string, number>;
}

export function aLedger(): Ledger {
  return {
    books: CAMPAIGNS.map((campaign) => ({
      campaign,
      live: new Set(),
      asides: new Map(),
      gone: { counted: 0, aside: 0 },
      last: new Map(),
    })),
  };
}

/** A command after which the stores are compared with the ledger. */
export const command = commandsWith(expectStores);

export function bookOf({ books }: Ledger, number: number): Book {
  return books[number] ?? expect.fail('There is no such campaign.');
}

export function note(world: World, event: string): void {
  world.events.set(event, (world.events.get(event) ?? 0) + 1);
}

export function liveIn({ blobs }: World, { key }: NumberedCampaign): Set<string> {
  return new Set(blobs.keys(STORE, `${key}/`).map((name) => name.slice(key.length + 1)));
}

export function asidesIn({ blobs }: World, { key }: NumberedCampaign): Map<string, readonly string[]> {
  const blob = blobs.read(ASIDES_STORE, key);
  const { asides } = blob ? parseAsides(Buffer.from(blob.body).toString()) : { asides: [] };
  return new Map(asides.map(({ aside, ids }) => [aside, unpackIds(ids)]));
}

/** The published numbers, and what the hourly function keeps with them. */
export function numbersIn({ blobs }: World, { key }: NumberedCampaign): Numbers | null {
  const blob = blobs.read(NUMBERS_STORE, key);
  return blob && parseNumbers(Buffer.from(blob.body).toString());
}

export function isAside({ asides }: Book, id: string): boolean {
  return [...asides.values()].some((ids) => ids.includes(id));
}

/** The ids that stand: those that count, and those set aside. */
export function standing(book: Book): { counted: string[]; aside: string[] } {
  const ids = [...book.live].sort();
  return {
    counted: ids.filter((id) => !isAside(book, id)),
    aside: ids.filter((id) => isAside(book, id)),
  };
}

/** The two true numbers, with what retention erased. */
export function truth(book: Book): { online: number; setAside: number } {
  const { counted, aside } = standing(book);
  return { online: counted.length + book.gone.counted, setAside: aside.length + book.gone.aside };
}

/** The stores hold what the ledger says, and the numbers document keeps what retention erased. */
function expectStores({ books }: Ledger, world: World): void {
  for (const book of books) {
    const { campaign, gone } = book;
    if (!isSame(liveIn(world, campaign), book.live)) expect.fail(`Signatures of ${campaign.key} differ.`);
    if (!isSame(new Set(asidesIn(world, campaign).keys()), new Set(book.asides.keys()))) {
      expect.fail(`Asides of ${campaign.key} differ.`);
    }
    const numbers = numbersIn(world, campaign);
    if (numbers?.pending === null) expect(numbers.gone, campaign.key).toEqual(gone);
  }
}

function isSame(found: ReadonlySet<string>, expected: ReadonlySet<string>): boolean {
  return found.size === expected.size && found.isSubsetOf(expected);
}
