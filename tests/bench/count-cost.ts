import { atMost, besideOlder, type BenchRow, type Scale } from './bench-row.ts';
import { type BlobProcess, startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, countFunction } from './functions.ts';
import { olderFunctions } from './older.ts';
import { median, watchHeap } from './samples.ts';

const PAGE_MS = 100;
const GOAL_MS = 10_000;

/** A million signatures at 2,000 ids an aside. */
const ASIDES = 500;
/** The share that is set aside: the most that there is to look up. */
const ASIDE_SHARE = 0.99;
/** A page of the service holds so many keys. */
const PAGE_KEYS = 1000;
/** The most pages for each page that the keys fill. */
const MOST_PAGES = 1.3;

/** What is counted, and how long a request to the store takes. */
interface Counted {
  readonly signatures: number;
  readonly setAside: number;
  readonly latencyMs: number;
}

/**
 * Measures counting from the list of keys, of up to a million. Each is counted again with nearly all set aside. An older
 * checkout counts the same.
 */
export async function benchCount({ isQuick, beside }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const older = await olderFunctions(beside);
  const rows: BenchRow[] = [];
  for (const signatures of isQuick ? [1000, 10_000] : [1000, 10_000, 100_000, 1_000_000]) {
    await blobs.tell({ kind: 'clear' });
    await blobs.tell({ kind: 'seed', campaign: CAMPAIGN, count: signatures });
    for (const setAside of [0, signatures * ASIDE_SHARE]) {
      if (setAside > 0)
        await blobs.tell({ kind: 'aside', campaign: CAMPAIGN, count: setAside, groups: ASIDES });
      for (const latencyMs of signatures >= 1_000_000 || isQuick ? [0, PAGE_MS] : [0]) {
        const counted = { signatures, setAside, latencyMs };
        const ours = await measure(await countFunction(), counted, blobs);
        rows.push(timeRow(ours, counted));
        const before = older && (await measure(await older.countFunction(), counted, blobs));
        if (before) rows.push(besideOlder(timeRow(ours, counted), before.ms));
        if (setAside === 0 && latencyMs === 0) rows.push(...pageRows(ours, before, signatures));
      }
    }
  }
  return rows;
}

/** What counting took. */
interface CountCost {
  readonly ms: number;
  readonly requests: number;
  readonly listings: number;
  readonly heapMb: number;
}

async function measure(
  count: () => Promise<Response>,
  { signatures, setAside, latencyMs }: Counted,
  blobs: BlobProcess,
): Promise<CountCost> {
  await blobs.tell({ kind: 'latency', ms: latencyMs });
  const times: number[] = [];
  let asked: Readonly<Record<string, number>> = {};
  const heap = watchHeap();
  for (let turn = 0; turn < 3; turn += 1) {
    await blobs.tell({ kind: 'operations' });
    const started = performance.now();
    const text = await (await count()).text();
    times.push(performance.now() - started);
    asked = await blobs.tell({ kind: 'operations' });
    if (!text.includes(`"online":${signatures - setAside},`))
      throw new RangeError(`It counted wrongly: ${text}`);
  }
  const { total: requests = 0, list: listings = 0 } = asked;
  return { ms: median(times), requests, listings, heapMb: heap() };
}

function timeRow(
  { ms, requests, heapMb }: CountCost,
  { signatures, setAside, latencyMs }: Counted,
): BenchRow {
  const aside = setAside > 0 ? `, ${setAside.toLocaleString('en')} of them in ${ASIDES} asides` : '';
  const row = {
    what: `count of ${signatures.toLocaleString('en')}${aside}, ${latencyMs} ms a page`,
    value: ms,
    unit: 'ms',
    note: `${requests} requests, heap ≤ ${heapMb.toFixed(0)} MB, median of 3`,
  };
  if (latencyMs === 0) return row;
  return atMost(row, GOAL_MS);
}

/** The pages that were listed beside those that the keys fill. */
function pageRows({ listings }: CountCost, before: CountCost | null, signatures: number): BenchRow[] {
  const row = { what: `pages listed for ${signatures.toLocaleString('en')}`, value: listings, unit: 'pages' };
  const ideal = signatures / PAGE_KEYS;
  const most = Math.max(MOST_PAGES * ideal, ideal + 1);
  const limit = { what: 'full pages', value: ideal };
  return [
    { ...row, limit, ratio: listings / ideal, goal: `≤ ${MOST_PAGES}, or one more`, isMet: listings <= most },
    ...(before ? [besideOlder(row, before.listings)] : []),
  ];
}
