import { getStore } from '@netlify/blobs';
import { aSignature, someIds } from '../store/a-signature.ts';
import { type BenchRow, besideLimit, type Scale } from './bench-row.ts';
import { type BlobProcess, startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, signFunction, signRequest } from './functions.ts';
import { mediansOfTurns, rateOf } from './samples.ts';

/**
 * The process of a function works on one request at a time. Eight at a time shows the rate when the CPU is
 * the limit.
 */
const CONCURRENCIES = [1, 8];

/**
 * Measures signs per second through the function. The limit is a bare loop of conditional writes on the same
 * service.
 */
export async function benchSignRate({ isQuick }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const rows: BenchRow[] = [];
  for (const concurrency of CONCURRENCIES) {
    for (const [latencyMs, goal] of [
      [0, 0.8],
      [5, 0.95],
    ] as const) {
      await blobs.tell({ kind: 'latency', ms: latencyMs });
      // There are many short turns, so that other work of the machine affects both equally.
      const signs = latencyMs > 0 ? 50 * concurrency : 500;
      const turns = isQuick ? 5 : 41;
      const measured = await benchTurns(signs, turns, concurrency, blobs);
      const what = `sign, ${concurrency} at a time, store answers after ${latencyMs} ms`;
      const note = `median of ${turns} turns of ${signs}`;
      const limit = { what: 'bare set', value: measured.limit };
      rows.push(besideLimit({ what, value: measured.ours, unit: '/s', note }, limit, goal));
    }
  }
  return rows;
}

async function benchTurns(signs: number, turns: number, concurrency: number, blobs: BlobProcess) {
  const sign = await signFunction();
  const store = getStore('signatures-local');
  const bare = someIds(signs).map((id) => [`${CAMPAIGN}/${id}`, JSON.stringify(aSignature({ id }))] as const);
  for (let person = 0; person < 1000; person += 1) await sign(signRequest(person));
  return mediansOfTurns(
    turns,
    async () => {
      await blobs.tell({ kind: 'clear' });
      // The requests exist before the measurement, because the platform gives a function a finished request.
      const requests = Array.from({ length: signs }, (_, person) => signRequest(person));
      globalThis.gc?.();
      return rateOf(signs, concurrency, async (index) => {
        const response = await sign(requests[index] ?? signRequest(index));
        if (response.status !== 303) throw new RangeError(`A sign was answered ${response.status}.`);
      });
    },
    async () => {
      await blobs.tell({ kind: 'clear' });
      globalThis.gc?.();
      return rateOf(signs, concurrency, async (index) => {
        const [key = '', text = ''] = bare[index] ?? [];
        const { modified, etag } = await store.set(key, text, { onlyIfNew: true });
        if (!modified || !etag) throw new RangeError('A write did not land.');
      });
    },
  );
}
