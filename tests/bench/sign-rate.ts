import { getStore } from '@netlify/blobs';
import { type BenchRow, besideLimit, type Scale } from './bench-row.ts';
import { startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, signFunction, signRequest } from './functions.ts';
import { medianOfTurns, rateOf } from './samples.ts';
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
  const ids = someIds(signs);
  const rows: BenchRow[] = [];
  for (const [latencyMs, goal] of [
    [0, 0.8],
    [5, 0.95],
  ] as const) {
    await blobs.tell({ kind: 'latency', ms: latencyMs });
    const measured = await medianOfTurns(turns, {
      signs: async () => {
        await blobs.tell({ kind: 'clear' });
        // Made before: the platform hands a function its request.
        const requests = Array.from({ length: signs }, (_, person) => signRequest(person));
        return rateOf(signs, CONCURRENCY, async (index) => {
          const response = await sign(requests[index] ?? signRequest(index));
          if (response.status !== 303) throw new RangeError(`A sign was answered ${response.status}.`);
        });
      },
      sets: async () => {
        await blobs.tell({ kind: 'clear' });
        const texts = ids.map((id) => JSON.stringify(aSignature({ id })));
        return rateOf(signs, CONCURRENCY, async (index) => {
          const { modified, etag } = await store.set(`${CAMPAIGN}/${ids[index]}`, texts[index] ?? '', {
            onlyIfNew: true,
          });
          if (!modified || !etag) throw new RangeError('A write did not land.');
        });
      },
    });
    rows.push(
      besideLimit(
        {
          what: `sign, store answers after ${latencyMs} ms`,
          value: measured.signs,
          unit: '/s',
          note: `${CONCURRENCY} at a time, median of ${turns} turns of ${signs}`,
        },
        { what: 'bare set', value: measured.sets },
        goal,
      ),
    );
  }
  return rows;
}
