import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type DataFile, openDataFile } from '#sqlite/data-file.ts';
import type { Blobs } from '#store/stores.ts';

/** A budget that is enough on a busy machine. */
export const BUDGET = { totalMs: 20_000, attemptMs: 20_000 };

/** A new folder for data, for one test. */
export function newFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'undersigned-data-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'data');
}

/** The data file of a folder, open until the test is finished. */
export function openFor(folder: string, options?: { alone?: boolean }): DataFile {
  const file = openDataFile(folder, options);
  onTestFinished(() => file.close());
  return file;
}

/** The signatures in a data file. */
export function signaturesOf(file: DataFile, budget = BUDGET): Blobs {
  return file.stores(budget).open('signatures-production');
}

/** The names of the files in a folder in which these bytes stand. */
export function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
}

/** Waits until something holds, one turn of the event loop after the other. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
