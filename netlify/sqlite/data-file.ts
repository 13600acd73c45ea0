import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Budget, deadlineOf } from '#store/budget.ts';
import type { OpenStores } from '#store/stores.ts';
import { arrivalOrder } from './arrival-order.ts';
import { backUp } from './backup-file.ts';
import { blobsInFile } from './blobs-in-file.ts';
import { checkpoints } from './checkpoints.ts';
import { explained, isBusy } from './data-file-error.ts';
import { openDatabase } from './database.ts';
import { lockForServer } from './server-lock.ts';
import { writeQueue } from './write-queue.ts';

/** The file in which one machine keeps all its stores, open. */
export interface DataFile {
  readonly path: string;
  readonly stores: OpenStores;
  /** Resolves if the file takes and gives back. Rejects otherwise, on a full disk for example. */
  readonly probe: () => Promise<void>;
  /**
   * Takes erased texts out of the write-ahead log, too, and hides in which order blobs came. A server calls it every
   * hour. Rejects if another process reads for too long, or if the file fails.
   */
  readonly settle: () => Promise<void>;
  /** Copies all, as it is at one moment, into a new file. Others go on writing. */
  readonly backup: (to: string) => Promise<void>;
  /** Ends what waits, settles, and closes the file. */
  readonly close: () => Promise<void>;
}

/** The name of the file of a server. A backup has any other. */
export const DATA_FILE = 'signatures.sqlite';
const LOCK = 'server.lock';
const PROBE_BUDGET: Budget = { totalMs: 2_000, attemptMs: 2_000 };
const PAUSE_MS = 5;

/**
 * Opens the data file in a folder, and makes both if they are not there. `alone` is for a server: there is only one a
 * folder. `name` is for a backup. Throws `DataFileError`, which says what to do.
 */
export function openDataFile(
  folder: string,
  { alone = false, name = DATA_FILE }: { alone?: boolean; name?: string } = {},
): DataFile {
  const path = join(resolve(folder), name);
  const database = openDatabase(path);
  let release;
  try {
    release = alone ? lockForServer(join(resolve(folder), LOCK), resolve(folder)) : () => undefined;
  } catch (error) {
    database.close();
    throw error;
  }
  const unlock = release;
  const writes = writeQueue(database, path);
  const { truncate, truncateSoon, rewrite, stop } = checkpoints(database, path);
  const order = arrivalOrder(database, writes);
  // If this fails, so does what follows, and that says so.
  if (alone) order.begin().catch(() => undefined);
  const { open, names, empty } = blobsInFile({
    database,
    writes,
    read,
    created: order.add,
    erased: truncateSoon,
  });
  return {
    path,
    stores: (budget) => {
      const deadline = deadlineOf(budget);
      return {
        open: (name) => open(name, deadline),
        names: () => names(deadline),
        empty: (name) => empty(name, deadline),
      };
    },
    probe: async () => {
      const deadline = deadlineOf(PROBE_BUDGET);
      // Each transaction changes the file, whatever it holds.
      await writes.add(deadline, () => undefined);
      await names(deadline);
    },
    settle,
    backup: (to) => backUp(path, to),
    close: async () => {
      // Whatever fails here can wait until the file is opened again.
      await order.end().catch(() => undefined);
      await writes.close();
      await stop();
      database.close();
      unlock();
    },
  };

  async function settle(): Promise<void> {
    await order.hide();
    rewrite();
    await truncate();
  }

  async function read<Result>(deadline: number, work: () => Result): Promise<Result> {
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() >= deadline) throw explained(error, path);
      }
      await setTimeout(PAUSE_MS);
    }
  }
}
