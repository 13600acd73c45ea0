import type { BenchRow, Scale } from './bench-row.ts';
import { startBlobProcess } from './blob-process.ts';
import { signFunction, signRequest } from './functions.ts';
import { median, rateOf, spreadOf, timeOf } from './samples.ts';

const LATENCY_MS = 50;
const CONCURRENCY = 4;

/**
 * Measures whether the time of an answer shows that someone signed before. First and repeated signs take
 * turns.
 */
export async function benchSignTiming({ isQuick }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const sign = await signFunction();
  const pairs = isQuick ? 40 : 1000;
  await sign(signRequest(-1));
  await blobs.tell({ kind: 'latency', ms: LATENCY_MS });
  const first: number[] = [];
  const repeated: number[] = [];
  await rateOf(pairs, CONCURRENCY, async (person) => {
    first.push(await timeOf(() => sign(signRequest(person))));
    repeated.push(await timeOf(() => sign(signRequest(person))));
  });
  const note = `${pairs} interleaved pairs, store answers after ${LATENCY_MS} ms`;
  const difference = Math.abs(median(first) - median(repeated));
  return [
    { what: 'first sign, median', value: median(first), unit: 'ms', note },
    { what: 'repeated sign, median', value: median(repeated), unit: 'ms', note },
    {
      what: 'difference of the two',
      value: difference,
      unit: 'ms',
      goal: 'none to be seen',
      note: `spread of one: ${spreadOf(first)} ms`,
    },
  ];
}
