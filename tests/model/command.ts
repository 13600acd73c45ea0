import fc from 'fast-check';
import { vi } from 'vitest';
import type { Fault } from '../blob-service/fault-plan.ts';
import type { Operation } from '../blob-service/operation-count.ts';
import { expectTruth, type Model, type Trouble, type World } from './world.ts';

export type Command = fc.AsyncCommand<Model, World>;

/** A command after which the store is compared with the model. */
export const command = commandsWith(expectTruth);

/** Commands after which something is checked. No two of them share a millisecond. */
export function commandsWith<OfModel extends object, OfWorld>(
  check: (model: OfModel, world: OfWorld) => void,
) {
  return (
    name: string,
    run: (model: OfModel, world: OfWorld) => Promise<void>,
  ): fc.AsyncCommand<OfModel, OfWorld> => ({
    check: () => true,
    run: async (model, world) => {
      vi.setSystemTime(Date.now() + 1);
      await run(model, world);
      check(model, world);
    },
    toString: () => name,
  });
}

const FAULTS: readonly Fault[] = [
  'lostBefore',
  'lostAfter',
  'hang',
  'hangAfter',
  'truncated',
  'stale',
  ...([403, 413, 429, 500, 503] as const).flatMap((status) => [{ status }, { status, landed: true }]),
];

/** None, a few or very many faults of the next operations of one kind. */
export function trouble(operation: Operation): fc.Arbitrary<Trouble> {
  // Most troubles are one fault or two, and retries fix them. A few are outages that last longer than every
  // time budget.
  const some = fc.array(fc.constantFrom(...FAULTS), { maxLength: 3 });
  const outage = fc.constantFrom(...FAULTS).map((fault) => Array<Fault>(40).fill(fault));
  return fc
    .oneof(
      { weight: 6, arbitrary: fc.constant<Fault[]>([]) },
      { weight: 3, arbitrary: some },
      { weight: 1, arbitrary: outage },
    )
    .map((faults) => ({ operation, faults }));
}

/** A trouble in the name of a command. */
export function tell({ operation, faults }: Trouble): string {
  const [first, ...others] = faults;
  return first === undefined
    ? 'no trouble'
    : `${operation}: ${others.length + 1} × ${JSON.stringify(first)}…`;
}

/** Several troubles in the name of a command. */
export function tellAll(troubles: readonly Trouble[]): string {
  return troubles.map(tell).join(', ');
}
