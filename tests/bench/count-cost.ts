import type { BenchRow, Scale } from './bench-row.ts';
import { type BlobProcess, startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, countFunction } from './functions.ts';
import { median, watchHeap } from './samples.ts';

const PAGE_MS = 100;
const GOAL_MS = 10_000;

/** A million signatures at 2,000 ids an aside. */
const ASIDES = 500;
/** The share that is set aside: the most that there is to look up. */
const ASIDE_SHARE = 0.99;

/** What is counted, and how long a request to the store takes. */
interface Counted {
  readonly signatures: number;
  readonly setAside: number;
  readonly latencyMs: number;
}

/** Measures counting from the list of keys, of up to a million. Each is counted again with nearly all set aside. */
export async function benchCount({ isQuick }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const rows: BenchRow[] = [];
  for (const signatures of isQuick ? [1000, 10_000] : [1000, 100_000, 1_000_000]) {
    await blobs.tell({ kind: 'clear' });
    await blobs.tell({ kind: 'seed', campaign: CAMPAIGN, count: signatures });
    for (const setAside of [0, signatures * ASIDE_SHARE]) {
      if (setAside > 0)
        await blobs.tell({ kind: 'aside', campaign: CAMPAIGN, count: setAside, groups: ASIDES });
      rows.push(await benchOne({ signatures, setAside, latencyMs: 0 }, blobs));
      if (signatures >= 1_000_000 || isQuick)
        rows.push(await benchOne({ signatures, setAside, latencyMs: PAGE_MS }, blobs));
    }
  }
  return rows;
}

async function benchOne({ signatures, setAside, latencyMs }: Counted, blobs: BlobProcess): Promise<BenchRow> {
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
    if (!text.includes(`"online":${signatures - setAside},`))
      throw new RangeError(`It counted wrongly: ${text}`);
  }
  const heapMb = heap();
  const value = median(times);
  const note = `${requests} requests, heap ≤ ${heapMb.toFixed(0)} MB, median of 3`;
  const aside = setAside > 0 ? `, ${setAside.toLocaleString('en')} of them in ${ASIDES} asides` : '';
  const what = `count of ${signatures.toLocaleString('en')}${aside}, ${latencyMs} ms a page`;
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
