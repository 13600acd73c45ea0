import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { DataFileError, explained, isBusy } from './data-file-error.ts';

/** Empties the write-ahead log of a database. */
interface Checkpoints {
  /** Moves the log into the file and cuts it to nothing. Waits while another process reads from it. */
  readonly truncate: () => Promise<void>;
  /** Does the same within seconds, once for all calls until then. It tries again if it fails. */
  readonly truncateSoon: () => void;
  /** Writes a small file anew, if something was erased: then no free space tells a key that was there. */
  readonly rewrite: () => void;
  /** Truncates once more, and nothing later. */
  readonly stop: () => Promise<void>;
}

const SOON_MS = 500;
/** A file of this size is rewritten in about the time of a checkpoint. */
const MOST_REWRITTEN_BYTES = 8_000_000;
const PAUSE_MS = 20;
const PATIENCE_MS = 10_000;

/**
 * What was erased is zeroed in its page. The log still holds older states of the page. They are gone once the log has
 * reached the file and is cut off.
 */
export function checkpoints(database: DatabaseSync, path: string): Checkpoints {
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let hasErased = false;
  // What a killed process left in the log may be erased texts.
  truncateSoon();
  return {
    truncate,
    truncateSoon: () => {
      hasErased = true;
      truncateSoon();
    },
    rewrite: () => {
      if (!hasErased || statSync(path).size > MOST_REWRITTEN_BYTES) return;
      try {
        database.exec('VACUUM');
        hasErased = false;
      } catch (error) {
        // Another process writes. The next time will do.
        if (!isBusy(error)) throw explained(error, path);
      }
    },
    stop: async () => {
      isStopped = true;
      if (timer) clearTimeout(timer);
      // Closing does the rest, unless another process still has the file open.
      await truncate().catch(() => undefined);
    },
  };

  async function truncate(): Promise<void> {
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

  function truncateSoon(): void {
    if (isStopped) return;
    timer ??= setTimeout(() => {
      timer = null;
      try {
        if (!isTruncated()) truncateSoon();
      } catch {
        truncateSoon();
      }
    }, SOON_MS).unref();
  }

  function isTruncated(): boolean {
    try {
      return checkpoint.get()?.['busy'] === 0;
    } catch (error) {
      if (isBusy(error)) return false;
      throw explained(error, path);
    }
  }
}
