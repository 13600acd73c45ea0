import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type Budget, deadlineOf } from '#store/budget.ts';
import { blobStatements } from './blob-statements.ts';
import type { WriteQueue } from './write-queue.ts';

/** Hides in which order blobs came. */
interface ArrivalOrder {
  /** To be called for each blob that was created. */
  readonly add: (store: string, key: string) => void;
  /** Puts what came lately into places drawn by chance. If it rejects, the next call does the rest. */
  readonly hide: () => Promise<void>;
  /** Notes that a server begins. If the one before ended without `end`, then `hide` mixes everything once. */
  readonly begin: () => Promise<void>;
  /** Hides what takes no more than seconds, and notes that the server ended, if one began here. */
  readonly end: () => Promise<void>;
}

interface Place {
  readonly store: string;
  readonly key: string;
}

interface Arrival extends Place {
  readonly atMs: number;
}

const HOUR_MS = 3_600_000;
/** So many neighbors change places in one transaction. It takes some ms. */
const GROUP_KEYS = 250;
/** So many among each other are hidden well. It bounds the memory, too. */
const MOST_ARRIVALS = 200_000;
const MOST_AT_END = 10_000;
const BUDGET: Budget = { totalMs: 10_000, attemptMs: 10_000 };

/**
 * A sealed signature names only the hour in which it came. So nobody can match it with the log of a proxy. SQLite gives
 * out pages in sequence, so the file would tell more. This takes neighbors out and puts them back in an order drawn by
 * chance. What is younger than an hour takes part the next time, too: a whole hour is mixed together once.
 */
export function arrivalOrder(
  database: DatabaseSync,
  writes: WriteQueue,
  { clock = Date.now, most = MOST_ARRIVALS }: { clock?: () => number; most?: number } = {},
): ArrivalOrder {
  const { text, erase, create, names, keysFrom } = blobStatements(database);
  const isOpen = database.prepare('SELECT is_open FROM state');
  const setOpen = database.prepare('UPDATE state SET is_open = ?1');
  let isAllInOrder = false;
  // A command that opens the file of a server must not take its note away.
  let hasBegun = false;
  let arrivals: Arrival[] = [];
  let hiding: Promise<void> = Promise.resolve();
  return {
    add: (store, key) => {
      arrivals.push({ store, key, atMs: clock() });
      // What fails is tried again with the next call of `hide`.
      if (arrivals.length % most === 0) hide().catch(() => undefined);
    },
    hide,
    begin: () => {
      hasBegun = true;
      hiding = writes.add(deadlineOf(BUDGET), () => {
        isAllInOrder = isOpen.get()?.['is_open'] === 1;
        setOpen.run(1);
      });
      return hiding;
    },
    end: async () => {
      await hiding.catch(() => undefined);
      if (isAllInOrder || arrivals.length > MOST_AT_END) return;
      await hide();
      if (hasBegun) await writes.add(deadlineOf(BUDGET), () => setOpen.run(0));
    },
  };

  function hide(): Promise<void> {
    hiding = hiding.catch(() => undefined).then(hideAll);
    return hiding;
  }

  async function hideAll(): Promise<void> {
    if (isAllInOrder) await mixEverything();
    isAllInOrder = false;
    await mixArrivals();
  }

  async function mixEverything(): Promise<void> {
    for (const store of names.all().map((row) => String(row['name']))) {
      let first = '';
      let hasMore = true;
      while (hasMore) {
        const keys = keysFrom(store, '', first, GROUP_KEYS + 1);
        await writes.add(deadlineOf(BUDGET), () =>
          mix(keys.slice(0, GROUP_KEYS).map((key) => ({ store, key }))),
        );
        hasMore = keys.length > GROUP_KEYS;
        first = keys.at(-1) ?? '';
      }
    }
  }

  async function mixArrivals(): Promise<void> {
    const all = arrivals;
    arrivals = [];
    const nowMs = clock();
    try {
      for (const group of groupsOf(all)) await writes.add(deadlineOf(BUDGET), () => mix(group));
    } catch (error) {
      arrivals = all.concat(arrivals).slice(-most);
      throw error;
    }
    const young = all.filter(({ atMs }) => atMs > nowMs - HOUR_MS);
    if (young.length < most / 2) arrivals = young.concat(arrivals);
  }

  function mix(group: readonly Place[]): void {
    const standing = shuffled(group).flatMap(({ store, key }) => {
      const found = text.get(store, key)?.['text'];
      return typeof found === 'string' ? [{ store, key, text: found }] : [];
    });
    for (const { store, key } of standing) erase.run(store, key);
    for (const { store, key, text } of shuffled(standing)) create.run(store, key, text);
  }
}

/** Neighbors in the file. */
function groupsOf(arrivals: readonly Arrival[]): Arrival[][] {
  const sorted = arrivals.toSorted(
    (one, other) => compare(one.store, other.store) || compare(one.key, other.key),
  );
  return Array.from({ length: Math.ceil(sorted.length / GROUP_KEYS) }, (_, index) =>
    sorted.slice(index * GROUP_KEYS, (index + 1) * GROUP_KEYS),
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Fisher and Yates, from the system's randomness. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const drawn = randomInt(last + 1);
    [mixed[last], mixed[drawn]] = [mixed[drawn] as Item, mixed[last] as Item];
  }
  return mixed;
}
