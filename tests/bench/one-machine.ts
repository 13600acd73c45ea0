import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BenchRow, Scale } from './bench-row.ts';
import type { LoadOrder, LoadReport } from './load-process.ts';
import { benchMachineNumbers } from './machine-numbers.ts';
import { benchMachineRates } from './machine-rates.ts';
import { startServe } from './serve-process.ts';
import { startServerProcess } from './server-process.ts';

/** What the parts of this section share. */
export interface Machine {
  readonly isQuick: boolean;
  readonly load: (order: LoadOrder) => Promise<LoadReport>;
  /** Runs a task with a folder of its own, which is removed after it. */
  readonly inFolder: <Result>(task: (folder: string) => Promise<Result>) => Promise<Result>;
}

/** How many sign at once in the first second of a process. */
const RUSH = 40;
const REST_GOAL_MB = 120;

/** Measures `npm run serve` as one whole process, through HTTP and with its file on this disk. */
export async function benchOneMachine({ isQuick }: Scale): Promise<BenchRow[]> {
  await using client = await startServerProcess<LoadOrder, LoadReport>('load-process.ts');
  const machine: Machine = {
    isQuick,
    load: (order) => client.tell(order),
    inFolder: async (task) => {
      // The system's temporary folder may be memory, where nothing has to reach a disk.
      const folder = resolve(await mkdtemp(join('.tmp', 'bench-machine-')));
      return task(folder).finally(() => rm(folder, { recursive: true }));
    },
  };
  return [
    ...(await start(machine)),
    ...(await benchMachineRates(machine)),
    ...(await benchMachineNumbers(machine)),
  ];
}

/** What the first people find, and what the process takes while it waits. */
async function start({ isQuick, load, inFolder }: Machine): Promise<BenchRow[]> {
  const starts = isQuick ? 1 : 3;
  const slowest: number[] = [];
  let taken = 0;
  const rests: number[] = [];
  for (let turn = 0; turn < starts; turn += 1) {
    await inFolder(async (folder) => {
      await using serve = await startServe(folder);
      rests.push(await serve.memoryMb());
      const { port } = serve;
      const order = { port, kind: 'form', connections: RUSH, limit: { requests: RUSH }, from: 0 } as const;
      const { good, slowestMs } = await load(order);
      taken += good;
      slowest.push(slowestMs);
    });
  }
  const all = RUSH * starts;
  // The first start of an installation makes what the others find (netlify/local/compile-cache.mjs).
  const rest = rests.at(-1) ?? Number.NaN;
  return [
    {
      what: 'memory of serve at rest',
      value: rest,
      unit: 'MB',
      goal: `≤ ${REST_GOAL_MB} MB`,
      isMet: rest <= REST_GOAL_MB,
      note: `resident, start ${starts}; the first one took ${(rests[0] ?? Number.NaN).toFixed(0)} MB`,
    },
    {
      what: `${RUSH} sign at once as soon as serve listens`,
      value: taken / starts,
      unit: 'taken',
      goal: `= ${RUSH}`,
      isMet: taken === all,
      note: `the slowest took ${Math.max(...slowest).toFixed(0)} ms, in ${starts} starts`,
    },
  ];
}
