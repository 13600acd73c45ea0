import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataFile, openDataFile } from '#sqlite/data-file.ts';
import type { LatencyMs } from '../blob-service/blob-service.ts';
import { createFaultPlan } from '../blob-service/fault-plan.ts';
import { createOperationCounter } from '../blob-service/operation-count.ts';
import { faultyStores } from './faulty-stores.ts';
import { type FileInspection, inspectFile } from './file-inspection.ts';
import { type Around, latencyOf, type StoreWorld } from './store-world.ts';

/** The stores of one machine, in a temporary folder. */
export interface FileWorld extends StoreWorld {
  readonly host: 'file';
  /** Where the file lies now. After a crash it is another folder. */
  readonly folder: string;
}

interface Opened {
  readonly folder: string;
  readonly file: DataFile;
  readonly inspection: FileInspection;
}

/** Opens a data file of its own, with faults. Text is looked at and laid down by a connection of its own. */
export function startFileWorld(): FileWorld {
  const root = mkdtempSync(join(tmpdir(), 'undersigned-file-'));
  let present = openIn(mkdtempSync(join(root, 'data-')));
  const counter = createOperationCounter();
  const faults = createFaultPlan();
  let latencyMs: LatencyMs = 0;
  let around: Around | null = null;
  const surroundings = {
    counter,
    faults,
    latencyMsOf: (operation: Parameters<typeof latencyOf>[1]) => latencyOf(latencyMs, operation),
    get around() {
      return around;
    },
  };
  const close = async () => {
    await closeAll(present);
    rmSync(root, { recursive: true });
  };
  return {
    host: 'file',
    get folder() {
      return present.folder;
    },
    stores: faultyStores((budget) => present.file.stores(budget), surroundings),
    operations: counter.count,
    faults,
    get latencyMs() {
      return latencyMs;
    },
    set latencyMs(value) {
      latencyMs = value;
    },
    get around() {
      return around;
    },
    set around(carrier) {
      around = carrier;
    },
    has: (store, key) => present.inspection.text(store, key) !== null,
    read: (store, key) => {
      const text = present.inspection.text(store, key);
      return text === null ? null : { body: Buffer.from(text) };
    },
    keys: (store, prefix = '') => present.inspection.keys(store, prefix),
    size: (store) => present.inspection.size(store),
    seed: (store, entries) => present.inspection.seed(store, entries),
    clear: () => present.inspection.clear(),
    crash: () => {
      const killed = present;
      // What a killed process leaves: the file, and its log that nobody settled.
      const folder = mkdtempSync(join(root, 'data-'));
      cpSync(killed.folder, folder, { recursive: true });
      present = openIn(folder);
      void closeAll(killed);
    },
    renew: async () => {
      faults.clear();
      latencyMs = 0;
      around = null;
      await counter.count.idle();
      present.inspection.clear();
      counter.count.reset();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function openIn(folder: string): Opened {
  const file = openDataFile(folder);
  return { folder, file, inspection: inspectFile(file.path) };
}

async function closeAll({ file, inspection }: Opened): Promise<void> {
  inspection.close();
  await file.close();
}
