import { expect } from 'vitest';
import { canonicalAddress } from '#domain/address.ts';
import { signatureId } from '#secret/signature-id.ts';
import type { BlobService } from '../blob-service/blob-service.ts';
import type { Fault } from '../blob-service/fault-plan.ts';
import type { Operation } from '../blob-service/operation-count.ts';
import { STORE } from '../functions/platform.ts';

export const CAMPAIGN = 'clean-river';
export const SECRET = 's'.repeat(32);

/** What we know of a person's signature. After a 503 nobody knows: the write may have landed. */
export type Fate = 'absent' | 'kept' | 'unknown';

/** What must be true of the real system, in the simplest words. */
export interface Model {
  readonly fates: Map<number, Fate>;
}

/** Faults that the next operations of one kind meet, one each. */
export interface Trouble {
  readonly operation: Operation;
  readonly faults: readonly Fault[];
}

/** The real system: the functions over a blob service. */
export interface World {
  readonly blobs: BlobService;
  /** The last count that was answered: what the process may say again while the store is down. */
  lastCount: number | null;
  /** How many faults were met. */
  faults: number;
}

export function addressOf(person: number): string {
  return `person${person}@example.org`;
}

export function idOf(person: number): string {
  const address = canonicalAddress(addressOf(person));
  if (address === null) throw new RangeError('A person without an address cannot sign.');
  return signatureId(SECRET, CAMPAIGN, address);
}

export function isStored({ blobs }: World, person: number): boolean {
  return blobs.has(STORE, `${CAMPAIGN}/${idOf(person)}`);
}

export function having({ fates }: Model, ...wanted: readonly Fate[]): number[] {
  return [...fates].filter(([, fate]) => wanted.includes(fate)).map(([person]) => person);
}

/** Runs an action in trouble, which is over afterwards whether all of it was met or not. */
export async function inTrouble<Value>(
  world: World,
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

/** What holds after every command: what is known to be kept is stored once, what is known to be absent is not. */
export function expectTruth(model: Model, world: World): void {
  for (const [person, fate] of model.fates) {
    if (fate !== 'unknown') expect([person, isStored(world, person)]).toEqual([person, fate === 'kept']);
  }
  const possible = having(model, 'kept', 'unknown').length;
  expect(world.blobs.size(STORE)).toBeLessThanOrEqual(possible);
}
