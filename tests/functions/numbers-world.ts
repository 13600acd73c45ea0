import { AsyncLocalStorage } from 'node:async_hooks';
import { expect } from 'vitest';
import { tally, type TallyServices } from '#actions/tally.ts';
import { deployedCampaign } from '#deploy/deployed-content.ts';
import { keySlugOf } from '#domain/campaign.ts';
import { packIds } from '#store/id-set.ts';
import { type Aside, parseAsides, toAsidesText } from '#store/stored-asides.ts';
import { type Numbers, parseNumbers } from '#store/stored-numbers.ts';
import type { Fault } from '../blob-service/fault-plan.ts';
import { aSignature } from '../store/a-signature.ts';
import type { StoreWorld } from '../support/store-world.ts';
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
  blobs: StoreWorld,
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
  blobs: StoreWorld,
  key: string,
  ids: readonly string[],
  changes: Partial<Aside> = {},
): void {
  const aside = { aside: '0'.repeat(32), reason: 'A script', at: '2020-01-31T12:00:00.000Z', by: 'ana' };
  const text = toAsidesText({ version: 1, asides: [{ ...aside, ids: packIds(ids), ...changes }] });
  blobs.seed(ASIDES, [[key, text]]);
}

/** The numbers that are stored under a key. */
export function numbersOf(blobs: StoreWorld, key: string): Numbers | null {
  const found = blobs.read(NUMBERS_STORE, key);
  return found && parseNumbers(found.body.toString());
}

/** The numbers that are stored under a key, which has some. */
export function storedNumbers(blobs: StoreWorld, key: string): Numbers {
  const numbers = numbersOf(blobs, key);
  if (numbers === null) throw new RangeError(`There are no numbers of ${key}.`);
  return numbers;
}

/** Operations that change nothing. */
const READ = /^(?:get|head|list) /u;

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
  blobs: StoreWorld,
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

  const inTurn = async <Value>(name: string, carryOut: () => Promise<Value>): Promise<Value> => {
    const number = operations.push(name) - 1;
    if (number === secondAt) second = running.run(true, run);
    const isFaulty = faulty?.isLasting ? number >= faulty.number : number === faulty?.number;
    if (faulty && isFaulty) blobs.faults.decide(() => faulty.fault);
    try {
      return await carryOut();
    } finally {
      if (isFaulty) blobs.faults.decide(() => undefined);
      if (!READ.test(name)) {
        const looking = running.run(false, () => look(`after ${operations.length} ${name}`));
        // Thrown here it would look like a store that is down.
        await looking.catch((failure: unknown) => failures.push(failure));
      }
    }
  };
  blobs.around = (name, carryOut) => {
    if (running.getStore() !== true) return carryOut();
    const answer = turn.then(() => inTurn(name, carryOut));
    turn = answer.catch(() => undefined);
    return answer;
  };
  await look('before');
  const status = await running.run(true, run);
  await second;
  blobs.around = null;
  if (failures.length > 0) throw failures[0];
  return { status, operations };
}

/** What has to see the same whenever it is called, whatever was listed in an earlier call. */
async function lookerAt(
  blobs: StoreWorld,
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
        countAmong: (_, wanted) => {
          const found = ids.filter((id) => wanted.has(id));
          return Promise.resolve({ all: ids.length, wanted: found.length });
        },
      },
      asides: { read: () => Promise.resolve(asides) },
      shares: { read: () => Promise.resolve(null), update: () => Promise.resolve(null) },
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
