import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, vi } from 'vitest';
import { tally, type TallyServices } from '#actions/tally.ts';
import { deployedCampaign } from '#deploy/deployed-content.ts';
import { keySlugOf } from '#domain/campaign.ts';
import { packIds } from '#store/id-set.ts';
import { type Aside, parseAsides, toAsidesText } from '#store/stored-asides.ts';
import { type Numbers, parseNumbers } from '#store/stored-numbers.ts';
import type { BlobService } from '../blob-service/blob-service.ts';
import type { Fault } from '../blob-service/fault-plan.ts';
import { aSignature } from '../store/a-signature.ts';
import { ASIDES, countNow } from './aside-request.ts';
import { run } from './hourly-world.ts';
import { NUMBERS_STORE, STORE } from './platform.ts';

/** What a reader may see of a campaign's signatures. */
interface Seen {
  readonly online: number;
  readonly setAside: number;
}

/** Stores signatures of one moment under a key. */
export function seedSignatures(
  blobs: BlobService,
  key: string,
  ids: readonly string[],
  signedAt = '2016-01-31T12:00:00.000Z',
): void {
  blobs.seed(
    STORE,
    ids.map((id) => [`${key}/${id}`, JSON.stringify(aSignature({ id, campaign: key, signedAt }))] as const),
  );
}

/** Stores one aside under a key. */
export function seedAside(
  blobs: BlobService,
  key: string,
  ids: readonly string[],
  changes: Partial<Aside> = {},
): void {
  const aside = { aside: '0'.repeat(32), reason: 'A script', at: '2020-01-31T12:00:00.000Z', by: 'ana' };
  const text = toAsidesText({ version: 1, asides: [{ ...aside, ids: packIds(ids), ...changes }] });
  blobs.seed(ASIDES, [[key, text]]);
}

/** The numbers that are stored under a key. */
export function numbersOf(blobs: BlobService, key: string): Numbers | null {
  const found = blobs.read(NUMBERS_STORE, key);
  return found && parseNumbers(found.body.toString());
}

/** The numbers that are stored under a key, which has some. */
export function storedNumbers(blobs: BlobService, key: string): Numbers {
  const numbers = numbersOf(blobs, key);
  if (numbers === null) throw new RangeError(`There are no numbers of ${key}.`);
  return numbers;
}

/** A fault that the operation of this number meets, from 0; `isLasting`: and all after it. */
export interface Faulty {
  readonly number: number;
  readonly fault: Fault;
  readonly isLasting: boolean;
}

/**
 * Runs the hourly function, and looks before it and after each of its writes. Its store operations go one after the
 * other. Every look asks the endpoint, and counts as a reader who listed the signatures at any earlier look. All have
 * to see the same. `secondAt`: another run begins before the operation of this number. Gives the status, and what was
 * done.
 */
export async function runWatched(
  blobs: BlobService,
  slug: string,
  seen: Seen,
  { faulty, secondAt }: { readonly faulty?: Faulty; readonly secondAt?: number } = {},
): Promise<{ readonly status: number; readonly operations: readonly string[] }> {
  const look = await lookerAt(blobs, slug, seen);
  const running = new AsyncLocalStorage<boolean>();
  const operations: string[] = [];
  const failures: unknown[] = [];
  let second: Promise<unknown> = Promise.resolve();
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const name = `${init?.method ?? 'get'} ${pathname}`;
    const number = operations.push(name) - 1;
    if (number === secondAt) second = running.run(true, run);
    const isFaulty = faulty?.isLasting ? number >= faulty.number : number === faulty?.number;
    if (faulty && isFaulty) blobs.faults.decide(() => faulty.fault);
    try {
      return await blobs.fetch(input, init);
    } finally {
      if (isFaulty) blobs.faults.decide(() => undefined);
      if (!name.startsWith('get')) {
        const looking = running.run(false, () => look(`after ${operations.length} ${name}`));
        // Thrown here it would look like a store that is down.
        await looking.catch((failure: unknown) => failures.push(failure));
      }
    }
  };
  vi.stubGlobal('fetch', (...asked: Parameters<typeof fetch>) => {
    if (running.getStore() !== true) return blobs.fetch(...asked);
    const answer = turn.then(() => inTurn(...asked));
    turn = answer.catch(() => undefined);
    return answer;
  });
  await look('before');
  const status = await running.run(true, run);
  await second;
  vi.stubGlobal('fetch', blobs.fetch);
  if (failures.length > 0) throw failures[0];
  return { status, operations };
}

/** What has to see the same whenever it is called, whatever was listed in an earlier call. */
async function lookerAt(
  blobs: BlobService,
  slug: string,
  seen: Seen,
): Promise<(when: string) => Promise<void>> {
  const campaign = await deployedCampaign(slug);
  if (!campaign) throw new RangeError(`There is no campaign ${slug}.`);
  const key = keySlugOf(campaign);
  const readers = new Map<string, (when: string) => Promise<void>>();
  return async (when) => {
    expect(await countNow(slug), when).toEqual(seen);
    const ids = blobs.keys(STORE, `${key}/`).map((name) => name.slice(key.length + 1));
    const found = blobs.read(ASIDES, key);
    const asides = found && parseAsides(found.body.toString());
    const listedAt = new Date();
    const services: TallyServices = {
      signatures: {
        count: () => Promise.resolve(ids.length),
        eachPage: (_, visit) => {
          visit(ids);
          return Promise.resolve();
        },
      },
      asides: { read: () => Promise.resolve(asides) },
      numbers: { read: () => Promise.resolve(numbersOf(blobs, key)) },
    };
    const state = JSON.stringify([ids, asides]);
    const reader = async (now: string): Promise<void> => {
      const counted = await tally(campaign, services, listedAt);
      expect(counted, `${now}, with a list of ${when}`).toMatchObject(seen);
    };
    if (!readers.has(state)) readers.set(state, reader);
    for (const read of readers.values()) await read(when);
  };
}
