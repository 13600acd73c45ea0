import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { DataFileError, explained, isBusy } from './data-file-error.ts';
import { standingFile } from './standing-file.ts';

/** Works within a transaction that is open. What it throws takes the whole transaction back. */
type Work<Result> = () => Result;

interface Waiting {
  readonly work: Work<unknown>;
  readonly deadline: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** The writes to a database, several in one transaction. */
export interface WriteQueue {
  /** Resolves to what `work` returned once it is on the disk. Rejects if it was taken back. */
  readonly add: <Result>(deadline: number, work: Work<Result>) => Promise<Result>;
  /** Resolves when all that waits is done. Later calls of `add` reject. */
  readonly close: () => Promise<void>;
}

/** One transaction holds at most this many writes, so that reads get their turn. */
const MOST_WRITES = 1_000;
const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 50;

/**
 * All writes that come in one turn of the event loop share one transaction, because the disk is slow. Nobody has an
 * answer before the commit. If anything fails, all of it is taken back, and everybody learns so. While another process
 * writes, they wait, each until its deadline.
 */
export function writeQueue(database: DatabaseSync, path: string): WriteQueue {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let isClosed = false;

  const checkStanding = standingFile(path);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const beat = database.prepare('UPDATE state SET turn = 1 - turn');
  const commit = database.prepare('COMMIT');

  return {
    add: (deadline, work) => {
      if (isClosed) return Promise.reject(new DataFileError(`The data file is closed: ${path}.`));
      return new Promise((resolve, reject) => {
        waiting.push({ work, deadline, resolve: resolve as (result: unknown) => void, reject });
        running ??= run();
      });
    },
    close: async () => {
      isClosed = true;
      while (running) await running;
    },
  };

  async function run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    await turn();
    while (waiting.length > 0) {
      if (await runOnce()) pauseMs = FIRST_PAUSE_MS;
      else {
        // By chance, so that two processes do not meet again and again.
        await setTimeout(randomInt(1, pauseMs + 1));
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
    }
    running = null;
  }

  /** Runs one transaction. False if another process is writing. */
  async function runOnce(): Promise<boolean> {
    try {
      checkStanding();
      begin.run();
    } catch (error) {
      if (!isBusy(error)) rejectAll(waiting.splice(0), error);
      else rejectAll(takeLate(), error);
      return !isBusy(error);
    }
    const group = waiting.splice(0, MOST_WRITES);
    try {
      const results = group.map(({ work }) => work());
      // SQLite does not wait for the disk if nothing changed. Then the time would tell who signed before.
      beat.run();
      commit.run();
      group.forEach(({ resolve }, index) => resolve(results[index]));
    } catch (error) {
      rejectAll(group, error);
      takeBack();
    }
    await turn();
    return true;
  }

  /** Those whose deadline has passed. */
  function takeLate(): Waiting[] {
    const now = performance.now();
    const late = waiting.filter(({ deadline }) => deadline <= now);
    waiting = waiting.filter(({ deadline }) => deadline > now);
    return late;
  }

  function takeBack(): void {
    // SQLite takes a transaction back by itself where the disk failed.
    try {
      if (database.isTransaction) database.exec('ROLLBACK');
    } catch {
      // Then the next transaction cannot begin, and all that waits learns so.
    }
  }

  function rejectAll(group: readonly Waiting[], error: unknown): void {
    const reason = explained(error, path);
    for (const { reject } of group) reject(reason);
  }
}

/** The next turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
