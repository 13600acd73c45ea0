import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { DataFileError, explained, isBusy } from './data-file-error.ts';

/** Empties the write-ahead log of a database. */
interface Checkpoints {
  /** Moves the log into the file and cuts it to nothing. Waits while another process reads from it. */
  readonly settle: () => Promise<void>;
  /** Does the same within seconds, once for all calls until then. It tries again if it fails. */
  readonly settleSoon: () => void;
  /** Settles what is due, and nothing later. */
  readonly stop: () => Promise<void>;
}

const SOON_MS = 500;
const PAUSE_MS = 20;
const PATIENCE_MS = 10_000;

/**
 * What was erased is zeroed in its page. The log still holds older states of the page. They are gone once the log has
 * reached the file and is cut off.
 */
export function checkpoints(database: DatabaseSync, path: string): Checkpoints {
  const truncate = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  let timer: NodeJS.Timeout | null = null;
  // What a killed process left in the log may be erased texts.
  settleSoon();
  return {
    settle,
    settleSoon,
    stop: async () => {
      if (timer) clearTimeout(timer);
      timer = null;
      // Closing does the rest, unless another process still has the file open.
      await settle().catch(() => undefined);
    },
  };

  async function settle(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!isTruncated()) {
      if (performance.now() > deadline) {
        throw new DataFileError(
          `Another program has been reading for too long, so erased texts stay in ${path}-wal.`,
        );
      }
      await pause(PAUSE_MS);
    }
  }

  function settleSoon(): void {
    timer ??= setTimeout(() => {
      timer = null;
      try {
        if (!isTruncated()) settleSoon();
      } catch {
        settleSoon();
      }
    }, SOON_MS).unref();
  }

  function isTruncated(): boolean {
    try {
      return truncate.get()?.['busy'] === 0;
    } catch (error) {
      if (isBusy(error)) return false;
      throw explained(error, path);
    }
  }
}
