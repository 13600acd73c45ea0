import fc from 'fast-check';
import { expect } from 'vitest';
import { asOrganizer, ask } from '../../functions/platform.ts';
import { tellAll, trouble } from '../command.ts';
import { afterTheAge } from '../commands.ts';
import { expectExcused, inTrouble, type Trouble } from '../world.ts';
import { campaign } from './acts.ts';
import { type Book, bookOf, command, type Ledger, numbersIn, standing, truth, type World } from './ledger.ts';

const ADDRESSES = ['count', 'series', 'corrections'] as const;
type Address = (typeof ADDRESSES)[number];

const readings = fc
  .record({
    campaign,
    address: fc.constantFrom(...ADDRESSES),
    troubles: fc.tuple(trouble('list'), trouble('get')),
  })
  .map(({ campaign, address, troubles }) =>
    command(`${address}(${campaign}, ${tellAll(troubles)})`, async (ledger, world) => {
      await afterTheAge();
      await expectRead(bookOf(ledger, campaign), address, world, troubles);
    }),
  );

/** An answer says what is published; if the store is down, what this process said last. */
export async function expectRead(
  book: Book,
  address: Address,
  world: World,
  troubles: readonly Trouble[] = [],
): Promise<void> {
  const { campaign, last } = book;
  const response = await inTrouble(world, troubles, () => ask(`/api/campaigns/${campaign.key}/${address}`));
  expectExcused(response.status, troubles);
  const known = last.get(address) ?? new Set();
  if (response.status === 503) {
    expect(known.size, 'a 503, though this process knows an answer').toBe(0);
    return;
  }
  expect(response.status).toBe(200);
  const found = shown(address, await response.json());
  const isSurelyNew = troubles.every(({ faults }) => faults.length === 0) || !known.has(found);
  if (isSurelyNew) expect(found, `${address} of ${campaign.key}`).toBe(expected(book, address, world));
  // Series and corrections are read from one document, and kept together.
  for (const one of address === 'count' ? [address] : (['series', 'corrections'] as const)) {
    const before = isSurelyNew ? [] : (last.get(one) ?? []);
    last.set(one, new Set([...before, expected(book, one, world)]));
  }
}

interface Answer {
  readonly online: number;
  readonly setAside: number;
  readonly erased: string | null;
  readonly points: readonly (readonly [string, number])[];
}

function shown(address: Address, answer: unknown): string {
  const { online, setAside, erased, points } = answer as Answer;
  if (address === 'count') return JSON.stringify([online, setAside, erased]);
  return JSON.stringify(address === 'series' ? points : setAside);
}

function expected(book: Book, address: Address, world: World): string {
  const { isDiscreet, closes } = book.campaign;
  const stored = numbersIn(world, book.campaign);
  const numbers = isDiscreet && !stored?.coarse ? null : stored;
  if (address === 'series') return JSON.stringify(numbers?.points ?? []);
  if (address === 'corrections') return JSON.stringify(numbers?.corrections ?? []);
  const isPublished = isDiscreet || numbers?.pending;
  const { online, setAside } = isPublished ? (numbers ?? { online: 0, setAside: 0 }) : truth(book);
  const tellsErased = !isDiscreet || (online > 0 && closes !== null);
  return JSON.stringify([online, setAside, (tellsErased && numbers?.erased) || null]);
}

const downloads = fc
  .record({ campaign, isAside: fc.boolean(), troubles: fc.tuple(trouble('list'), trouble('get')) })
  .map(({ campaign, isAside, troubles }) =>
    command(`download(${campaign}, ${isAside}, ${tellAll(troubles)})`, async (ledger, world) => {
      const book = bookOf(ledger, campaign);
      const ids = await inTrouble(world, troubles, () => downloaded(book, isAside ? '&aside=only' : ''));
      if (ids === null) expectExcused(503, troubles);
      else expect(ids).toEqual(standing(book)[isAside ? 'aside' : 'counted']);
    }),
  );

/** The ids of a download; `null` if the server refused it or the download broke off. */
async function downloaded({ campaign: { key } }: Book, query: string): Promise<string[] | null> {
  const response = await ask(`/api/campaigns/${key}/signatures?format=ndjson${query}`, asOrganizer());
  if (response.status === 503) return null;
  expect(response.status).toBe(200);
  const text = await response.text().catch(() => null);
  const ids = text
    ?.split('\n')
    .slice(0, -1)
    .map((row) => (JSON.parse(row) as { id: string }).id);
  if (ids) expect(response.headers.get('signature-count')).toBe(`${ids.length}`);
  return ids?.sort() ?? null;
}

/** The stores have no faults now: count, series, corrections, downloads, their parts and the ledger agree. */
export async function expectAgreement({ books }: Ledger, world: World): Promise<void> {
  await afterTheAge();
  for (const book of books) {
    for (const address of ADDRESSES) await expectRead(book, address, world);
    const { counted, aside } = standing(book);
    for (const [query, ids] of [
      ['', counted],
      ['&aside=only', aside],
    ] as const) {
      const parts = await Promise.all([1, 2].map((part) => downloaded(book, `&part=${part}/2${query}`)));
      expect(parts.flatMap((part) => part ?? expect.fail('There is no fault.')).sort()).toEqual(ids);
    }
  }
}

export const READING = [readings, readings, downloads];
