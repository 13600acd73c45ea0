import { getStore } from '@netlify/blobs';
import { type BenchRow, besideLimit, type Scale } from './bench-row.ts';
import { startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, signFunction, signRequest } from './functions.ts';
import { mediansOfTurns, rateOf } from './samples.ts';
import { aSignature, someIds } from '../store/a-signature.ts';

/** Requests under way at once: few enough that latency, where there is any, is what limits. */
const CONCURRENCY = 8;

/** Signs a second through the function beside a bare loop of conditional writes on the same service. */
export async function benchSignRate({ isQuick }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const sign = await signFunction();
  const store = getStore('signatures-local');
  const turns = isQuick ? 3 : 15;
  const signs = isQuick ? 200 : 1000;
  const blobsToSet = someIds(signs).map(
    (id) => [`${CAMPAIGN}/${id}`, JSON.stringify(aSignature({ id }))] as const,
  );
  const rows: BenchRow[] = [];
  for (const [latencyMs, goal] of [
    [0, 0.8],
    [5, 0.95],
  ] as const) {
    await blobs.tell({ kind: 'latency', ms: latencyMs });
    const measured = await mediansOfTurns(
      turns,
      async () => {
        await blobs.tell({ kind: 'clear' });
        // Made before: the platform hands a function its request.
        const requests = Array.from({ length: signs }, (_, person) => signRequest(person));
        return rateOf(signs, CONCURRENCY, async (index) => {
          const response = await sign(requests[index] ?? signRequest(index));
          if (response.status !== 303) throw new RangeError(`A sign was answered ${response.status}.`);
        });
      },
      async () => {
        await blobs.tell({ kind: 'clear' });
        return rateOf(signs, CONCURRENCY, async (index) => {
          const [key = '', text = ''] = blobsToSet[index] ?? [];
          const { modified, etag } = await store.set(key, text, { onlyIfNew: true });
          if (!modified || !etag) throw new RangeError('A write did not land.');
        });
      },
    );
    rows.push(
      besideLimit(
        {
          what: `sign, store answers after ${latencyMs} ms`,
          value: measured.ours,
          unit: '/s',
          note: `${CONCURRENCY} at a time, median of ${turns} turns of ${signs}`,
        },
        { what: 'bare set', value: measured.limit },
        goal,
      ),
    );
  }
  return rows;
}
