import { expect } from 'vitest';
import { canonicalAddress } from '#domain/address.ts';
import { entryId } from '#secret/entry-id.ts';
import type { Fault } from '../blob-service/fault-plan.ts';
import type { Operation } from '../blob-service/operation-count.ts';
import { STORE } from '../functions/platform.ts';
import type { StoreWorld } from '../support/store-world.ts';

/** Every slug of a campaign that was renamed twice; the present one is first. */
export const SLUGS = ['blue-river', 'brown-river', 'muddy-river'] as const;
export const CAMPAIGN = SLUGS[0];
/** The slug in its keys. */
const KEY = 'muddy-river';
const SECRET = 's'.repeat(32);

/** What we know about a person's signature. After a 503 nobody knows, because the write may have landed. */
export type Fate = 'absent' | 'kept' | 'unknown';

/** The model of the real system, as simple as possible. */
export interface Model {
  readonly fates: Map<number, Fate>;
  /** The signatures of a campaign that was removed. */
  readonly removed: Removed;
}

/** What we know of signatures that belong to no campaign. */
export interface Removed {
  /** The day on which retention surely marked them; `null` before that. */
  since: string | null;
  /** The first day on which it may have marked them. A mark may outlive a failed run. */
  maybeSince: string | null;
}

export function aModel(): Model {
  return { fates: new Map(), removed: { since: null, maybeSince: null } };
}

/** Faults for the next operations of one kind. Each operation takes one fault. */
export interface Trouble {
  readonly operation: Operation;
  readonly faults: readonly Fault[];
}

/** The real system, which is the functions and a blob service. */
export interface World {
  readonly blobs: StoreWorld;
  /** The last count in an answer. The process may repeat it while the store is down. */
  lastCount: number | null;
  /** How many faults the operations took. */
  faults: number;
}

export function addressOf(person: number): string {
  return `person${person}@example.org`;
}

const ids = new Map<number, string>();

/** The id of a person's signature. A map keeps it, because the checks ask for it after every command. */
export function idOf(person: number): string {
  const id = ids.get(person) ?? newIdOf(person);
  ids.set(person, id);
  return id;
}

function newIdOf(person: number): string {
  const address = canonicalAddress(addressOf(person));
  if (address === null) throw new RangeError('A person without an address cannot sign.');
  return entryId(SECRET, { kind: 'signature', campaign: KEY }, address);
}

export function isStored({ blobs }: World, person: number): boolean {
  return blobs.has(STORE, `${KEY}/${idOf(person)}`);
}

/** The number of the campaign's signatures in the store. */
export function storedRows({ blobs }: Pick<World, 'blobs'>): number {
  return blobs.keys(STORE, `${KEY}/`).length;
}

export function having({ fates }: Model, ...wanted: readonly Fate[]): number[] {
  return [...fates].filter(([, fate]) => wanted.includes(fate)).map(([person]) => person);
}

/** Runs an action with faults. Afterwards no fault remains, even if the action did not take all of them. */
export async function inTrouble<Value>(
  world: Pick<World, 'blobs' | 'faults'>,
  troubles: readonly Trouble[],
  action: () => Promise<Value>,
): Promise<Value> {
  for (const { operation, faults } of troubles)
    for (const fault of faults) world.blobs.faults.next(operation, fault);
  try {
    return await action();
  } finally {
    world.faults += world.blobs.faults.taken;
    world.blobs.faults.clear();
  }
}

/** Only faults excuse a 503. */
export function expectExcused(status: number, troubles: readonly Trouble[]): void {
  if (status === 503) expect(troubles.flatMap(({ faults }) => faults)).not.toEqual([]);
}

/** Checks the store after every command. A kept signature is stored once, and an absent one is not stored. */
export function expectTruth(model: Model, world: World): void {
  for (const [person, fate] of model.fates) {
    // One `expect` for each person would take a third of the run time.
    if (fate === 'unknown' || isStored(world, person) === (fate === 'kept')) continue;
    expect.fail(`Person ${person} is ${fate} in the model, and not so in the store.`);
  }
  const possible = having(model, 'kept', 'unknown').length;
  expect(storedRows(world)).toBeLessThanOrEqual(possible);
}
