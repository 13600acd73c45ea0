import { addAbortListener } from 'node:events';
import type { Budget } from '#store/budget.ts';
import type { Blobs, OpenStores, Wanted } from '#store/stores.ts';
import { faultAfterWait, type FaultSource, type Harm } from '../blob-service/fault-plan.ts';
import type { Operation, OperationCounter } from '../blob-service/operation-count.ts';
import type { Around } from './store-world.ts';

/** What goes wrong in the stores, and who counts their operations. */
export interface Surroundings {
  readonly counter: OperationCounter;
  readonly faults: FaultSource;
  readonly latencyMsOf: (operation: Operation) => number;
  readonly around: Around | null;
}

/** An operation before it is carried out. `place` is a key, or the prefix of a list. */
interface Asked<Value> {
  readonly operation: Operation;
  readonly store: string;
  readonly place: string;
  readonly carryOut: () => Promise<Value>;
}

/**
 * The stores of a host, with faults. Each verb counts as the operation that it is on Netlify, and takes its fault. No
 * verb is tried again: what meets a fault rejects, before it is carried out or after. What hangs gives up when the
 * budget is over. Nothing is ever stale.
 */
export function faultyStores(open: OpenStores, surroundings: Surroundings): OpenStores {
  return (budget) => {
    const stores = open(budget);
    const carryOut = carrierFor(surroundings, budget);
    return {
      open: (name) => faultyBlobs(stores.open(name), carryOut),
      // Netlify lists stores by this prefix.
      names: () => carryOut({ operation: 'list', store: '', place: 'site:', carryOut: () => stores.names() }),
      empty: (name) =>
        carryOut({ operation: 'delete', store: name, place: '', carryOut: () => stores.empty(name) }),
    };
  };
}

type Carrier = <Value>(asked: Asked<Value>) => Promise<Value>;

function faultyBlobs(blobs: Blobs, carryOut: Carrier): Blobs {
  const verb =
    <Given extends readonly unknown[], Value>(
      operation: Operation,
      act: (place: string, ...given: Given) => Promise<Value>,
    ) =>
    (place: string, ...given: Given) =>
      carryOut({ operation, store: blobs.name, place, carryOut: () => act(place, ...given) });
  return {
    name: blobs.name,
    create: verb('put', (key, text: string) => blobs.create(key, text)),
    write: verb('put', (key, text: string) => blobs.write(key, text)),
    replace: verb('put', (key, text: string, version: string) => blobs.replace(key, text, version)),
    read: verb('get', (key) => blobs.read(key)),
    readVersion: verb('get', (key) => blobs.readVersion(key)),
    has: verb('head', (key) => blobs.has(key)),
    erase: verb('delete', (key) => blobs.erase(key)),
    keys: verb('list', (prefix) => blobs.keys(prefix)),
    firstKeys: verb('list', (prefix) => blobs.firstKeys(prefix)),
    count: verb('list', (folder) => blobs.count(folder)),
    countAmong: verb('list', (folder, wanted: Wanted) => blobs.countAmong(folder, wanted)),
    eachPage: verb('list', (folder, prefixes: readonly string[], visit: (keys: readonly string[]) => void) =>
      blobs.eachPage(folder, prefixes, visit),
    ),
    folders: () =>
      carryOut({ operation: 'list', store: blobs.name, place: '', carryOut: () => blobs.folders() }),
  };
}

function carrierFor(surroundings: Surroundings, { totalMs }: Budget): Carrier {
  const deadline = performance.now() + totalMs;
  const remainingMs = () => Math.max(0, deadline - performance.now());
  return (asked) => {
    const { around } = surroundings;
    const { operation, store, place } = asked;
    const run = () => carryOutWithFault(surroundings, asked, remainingMs);
    return around ? around(`${operation} /${store}/${place}`, run) : run();
  };
}

async function carryOutWithFault<Value>(
  { counter, faults, latencyMsOf }: Surroundings,
  { operation, place, carryOut }: Asked<Value>,
  remainingMs: () => number,
): Promise<Value> {
  const planned = faults.take(operation, place, counter.begin(operation));
  const { cleared } = faults;
  try {
    const latencyMs = latencyMsOf(operation);
    const isTooSlow = latencyMs > remainingMs();
    if (latencyMs > 0) await wait(Math.min(latencyMs, remainingMs()));
    if (isTooSlow) throw new Error('The file took too long.');
    const fault = await faultAfterWait(planned);
    const moment = momentOf(fault);
    if (moment === 'before') await fail(fault, remainingMs(), cleared);
    const value = await carryOut();
    if (moment === 'after') await fail(fault, remainingMs(), cleared);
    return value;
  } finally {
    counter.end();
  }
}

/** Whether a fault keeps an operation from being carried out, or comes after it. */
function momentOf(fault: Harm | undefined): 'before' | 'after' | 'none' {
  if (typeof fault === 'object') return fault.landed === true ? 'after' : 'before';
  switch (fault) {
    case 'lostBefore':
    case 'hang':
      return 'before';
    case 'lostAfter':
    case 'hangAfter':
    case 'truncated':
      return 'after';
    case 'stale':
    case 'staleDespiteStrong':
    case undefined:
      return 'none';
  }
}

/** So many turns of the event loop do what runs beside, in every test. */
const TURNS = 500;

async function fail(fault: Harm | undefined, remainingMs: number, cleared: AbortSignal): Promise<never> {
  if (fault === 'hang' || fault === 'hangAfter') {
    // A file is waited for in turns, and a virtual clock would run on meanwhile. So it stands until all else is done.
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await wait(remainingMs, cleared);
  }
  throw new Error('The file did not take it.');
}

/** Waits, but not after the faults are cleared. */
async function wait(ms: number, cleared?: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, ms, undefined);
  const clearing = cleared && addAbortListener(cleared, () => resolve(undefined));
  await promise;
  clearTimeout(timer);
  clearing?.[Symbol.dispose]();
}
