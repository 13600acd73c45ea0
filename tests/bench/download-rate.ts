import { getStore } from '@netlify/blobs';
import { partsFor } from '#domain/part.ts';
import { someIds } from '../store/a-signature.ts';
import { type BenchRow, besideLimit, type Scale } from './bench-row.ts';
import { type BlobProcess, startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, downloadFunction } from './functions.ts';
import { mediansOfTurns, rateOf, watchHeap } from './samples.ts';

/** The function does the same number of reads at once (netlify/actions/download-stream.ts). */
const CONCURRENCY = 64;
/** The same number as in netlify/actions/download.ts. */
const MAX_ROWS = 6_000;
const HEAP_GOAL_MB = 150;
/** A bare loop with this number of reads is enough to measure its rate. */
const BARE_READS = 20_000;

/**
 * Measures all parts of a download, one after the other. The limit is a bare loop of reads on the same
 * service.
 */
export async function benchDownload({ isQuick }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const sizes = isQuick ? [2_000] : [10_000, 100_000, 1_000_000];
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    for (const latencyMs of size <= 10_000 ? [0, 5, 50] : [0])
      rows.push(...(await benchOne(size, latencyMs, blobs)));
  }
  return rows;
}

async function benchOne(size: number, latencyMs: number, blobs: BlobProcess): Promise<BenchRow[]> {
  await blobs.tell({ kind: 'clear' });
  await blobs.tell({ kind: 'latency', ms: latencyMs });
  await blobs.tell({ kind: 'seed', campaign: CAMPAIGN, count: size });
  const download = await downloadFunction();
  const store = getStore('signatures-local');
  const keys = someIds(Math.min(size, BARE_READS)).map((id) => `${CAMPAIGN}/${id}`);
  const parts = partsFor(size, MAX_ROWS);
  const turns = size > 100_000 ? 1 : size > 10_000 ? 3 : 5;
  let heapMb = 0;
  const measured = await mediansOfTurns(
    turns,
    async (turn) => {
      // The first turn only warms up the code. One or two parts are enough for that.
      const last = turn === 0 ? Math.min(parts, 2) : parts;
      const heap = watchHeap();
      const started = performance.now();
      let rows = 0;
      for (let part = 1; part <= last; part += 1) rows += await rowsIn(await download(`${part}/${parts}`));
      const seconds = (performance.now() - started) / 1000;
      heapMb = Math.max(heapMb, heap());
      if (turn > 0 && rows !== size) throw new RangeError(`It had ${rows} rows of ${size}.`);
      return rows / seconds;
    },
    () => rateOf(keys.length, CONCURRENCY, (index) => store.get(keys[index] ?? '')),
  );
  const what = `download of ${size.toLocaleString('en')} in ${parts} ${parts === 1 ? 'part' : 'parts'}, ${latencyMs} ms a read`;
  return [
    besideLimit(
      {
        what,
        value: measured.ours,
        unit: 'rows/s',
        note: `${CONCURRENCY} reads at a time, median of ${turns} turns`,
      },
      { what: 'bare get', value: measured.limit },
      0.9,
    ),
    {
      what: '  its peak heap',
      value: heapMb,
      unit: 'MB',
      goal: `≤ ${HEAP_GOAL_MB} MB`,
      isMet: heapMb <= HEAP_GOAL_MB,
    },
  ];
}

async function rowsIn(response: Response): Promise<number> {
  if (!response.ok || !response.body) throw new RangeError(`A part was answered ${response.status}.`);
  let rows = 0;
  for await (const chunk of response.body) for (const byte of chunk) if (byte === 10) rows += 1;
  return rows;
}
