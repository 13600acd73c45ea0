import { getStore } from '@netlify/blobs';
import { partsFor } from '#domain/part.ts';
import { someIds } from '../store/a-signature.ts';
import { bareBlobs } from './bare-blobs.ts';
import { atMost, type BenchRow, besideLimit, besideOlder, type Scale } from './bench-row.ts';
import { type BlobProcess, startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, downloadFunction } from './functions.ts';
import { olderFunctions } from './older.ts';
import { type Rate, rateOf, ratesInTurns, watchHeap } from './samples.ts';

/** The function does the same number of reads at once (netlify/actions/download-stream.ts). */
const CONCURRENCY = 64;
/** The same number as in netlify/actions/download.ts. */
const MAX_ROWS = 6_000;
const HEAP_GOAL_MB = 150;
/** A bare loop with this number of reads is enough to measure its rate. */
const BARE_READS = 20_000;

/**
 * Measures all parts of a download, one after the other. The limits are bare loops of reads on the same service.
 * One goes through the blobs client as it comes, one by `node:http` alone.
 */
export async function benchDownload({ isQuick, beside }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const older = await olderFunctions(beside);
  const downloads = [await downloadFunction(), ...(older ? [await older.downloadFunction()] : [])];
  // A test downloads a million rows in little memory (tests/model/flat-memory.test.ts).
  const sizes = isQuick ? [2_000] : [10_000, 100_000];
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    for (const latencyMs of size <= 10_000 ? [0, 50] : [0]) {
      rows.push(...(await benchOne(size, latencyMs, blobs, downloads)));
    }
  }
  return rows;
}

type Download = Awaited<ReturnType<typeof downloadFunction>>;

async function benchOne(
  size: number,
  latencyMs: number,
  blobs: BlobProcess,
  downloads: readonly Download[],
): Promise<BenchRow[]> {
  await blobs.tell({ kind: 'clear' });
  await blobs.tell({ kind: 'latency', ms: latencyMs });
  await blobs.tell({ kind: 'seed', campaign: CAMPAIGN, count: size });
  const store = getStore('signatures-local');
  const bare = bareBlobs(blobs.context, 'signatures-local');
  const keys = someIds(Math.min(size, BARE_READS)).map((id) => `${CAMPAIGN}/${id}`);
  const parts = partsFor(size, MAX_ROWS);
  const turns = size > 10_000 ? 1 : 3;
  const heap = { peakMb: 0 };
  const [get = 0, read = 0, ours = 0, before] = await ratesInTurns<readonly Rate[]>(turns, [
    () => rateOf(keys.length, CONCURRENCY, (index) => store.get(keys[index] ?? '')),
    () => rateOf(keys.length, CONCURRENCY, (index) => bare.read(keys[index] ?? '')),
    ...downloads.map((download, index) =>
      downloading(download, size, parts, index === 0 ? heap : { peakMb: 0 }),
    ),
  ]);
  const row = {
    what: `download of ${size.toLocaleString('en')} in ${parts} ${parts === 1 ? 'part' : 'parts'}, ${latencyMs} ms a read`,
    value: ours,
    unit: 'rows/s',
    note: `${CONCURRENCY} reads at a time, median of ${turns} turns`,
  };
  return [
    besideLimit(row, { what: 'bare get of the client', value: get }, 0.9),
    besideLimit(row, { what: 'bare read by node:http', value: read }),
    ...(before === undefined ? [] : [besideOlder(row, before)]),
    atMost({ what: '  its peak heap', value: heap.peakMb, unit: 'MB' }, HEAP_GOAL_MB),
  ];
}

/** Downloads all parts, and counts the rows. */
function downloading(download: Download, size: number, parts: number, heap: { peakMb: number }): Rate {
  return async (turn) => {
    // The first turn only warms up the code. One or two parts are enough for that.
    const last = turn === 0 ? Math.min(parts, 2) : parts;
    const watched = watchHeap();
    const started = performance.now();
    let rows = 0;
    for (let part = 1; part <= last; part += 1) rows += await rowsIn(await download(`${part}/${parts}`));
    const seconds = (performance.now() - started) / 1000;
    heap.peakMb = Math.max(heap.peakMb, watched());
    if (turn > 0 && rows !== size) throw new RangeError(`It had ${rows} rows of ${size}.`);
    return rows / seconds;
  };
}

async function rowsIn(response: Response): Promise<number> {
  if (!response.ok || !response.body) throw new RangeError(`A part was answered ${response.status}.`);
  let rows = 0;
  for await (const chunk of response.body) for (const byte of chunk) if (byte === 10) rows += 1;
  return rows;
}
