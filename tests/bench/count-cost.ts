import type { BenchRow, Scale } from './bench-row.ts';
import { type BlobProcess, startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, countFunction } from './functions.ts';
import { median, watchHeap } from './samples.ts';

const PAGE_MS = 100;
const GOAL_MS = 10_000;

/** Measures counting from the list of keys, with up to a million keys. */
export async function benchCount({ isQuick }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const rows: BenchRow[] = [];
  for (const signatures of isQuick ? [1000, 10_000] : [1000, 100_000, 1_000_000]) {
    await blobs.tell({ kind: 'clear' });
    await blobs.tell({ kind: 'seed', campaign: CAMPAIGN, count: signatures });
    rows.push(await benchOne(signatures, 0, blobs));
    if (signatures >= 1_000_000 || isQuick) rows.push(await benchOne(signatures, PAGE_MS, blobs));
  }
  return rows;
}

async function benchOne(signatures: number, latencyMs: number, blobs: BlobProcess): Promise<BenchRow> {
  await blobs.tell({ kind: 'latency', ms: latencyMs });
  const count = await countFunction();
  const times: number[] = [];
  let requests = 0;
  const heap = watchHeap();
  for (let turn = 0; turn < 3; turn += 1) {
    await blobs.tell({ kind: 'operations' });
    const started = performance.now();
    const text = await (await count()).text();
    times.push(performance.now() - started);
    requests = (await blobs.tell({ kind: 'operations' }))['total'] ?? 0;
    if (!text.includes(`"online":${signatures},`)) throw new RangeError(`It counted wrongly: ${text}`);
  }
  const heapMb = heap();
  const value = median(times);
  const note = `${requests} requests, heap ≤ ${heapMb.toFixed(0)} MB, median of 3`;
  const what = `count of ${signatures.toLocaleString('en')}, ${latencyMs} ms a page`;
  if (latencyMs === 0) return { what, value, unit: 'ms', note };
  return {
    what,
    value,
    unit: 'ms',
    goal: `≤ ${GOAL_MS.toLocaleString('en')} ms`,
    isMet: value <= GOAL_MS,
    note,
  };
}
