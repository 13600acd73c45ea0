import type { BenchRow, Scale } from './bench-row.ts';
import { startBlobProcess } from './blob-process.ts';
import { signFunction, signRequest } from './functions.ts';
import { median, quantile } from './samples.ts';

/** What a sign costs: the function's own CPU, and operations of the store. */
export async function benchSignCost({ isQuick }: Scale): Promise<BenchRow[]> {
  const signs = isQuick ? 500 : 5000;
  return [...(await cpu(signs)), await operations(100)];
}

/**
 * One sign after the other, with a `fetch` that answers at once without a network: nothing is waited for. What is
 * measured is the CPU that this thread spends from request to response, in the function and the blobs client together.
 */
async function cpu(signs: number): Promise<BenchRow[]> {
  const context = {
    siteID: 'site',
    token: 'token',
    edgeURL: 'http://store',
    uncachedEdgeURL: 'http://store',
  };
  process.env['NETLIFY_BLOBS_CONTEXT'] = Buffer.from(JSON.stringify(context)).toString('base64');
  const real = globalThis.fetch;
  globalThis.fetch = () => Promise.resolve(new Response(null, { status: 200, headers: { etag: '"1"' } }));
  try {
    const sign = await signFunction();
    const times: number[] = [];
    for (let person = -1000; person < signs; person += 1) {
      const request = signRequest(person);
      const before = process.threadCpuUsage();
      await sign(request);
      const { user, system } = process.threadCpuUsage(before);
      if (person >= 0) times.push(user + system);
    }
    const note = `${signs} signs one by one, no network, the blobs client included`;
    return [
      { what: 'own CPU of a sign, p50', value: median(times), unit: 'µs', note },
      { what: 'own CPU of a sign, p99', value: quantile(times, 0.99), unit: 'µs', note },
    ];
  } finally {
    globalThis.fetch = real;
  }
}

async function operations(signs: number): Promise<BenchRow> {
  await using blobs = await startBlobProcess();
  const sign = await signFunction();
  await blobs.tell({ kind: 'operations' });
  for (let person = 0; person < signs; person += 1) await sign(signRequest(person));
  const { total = 0 } = await blobs.tell({ kind: 'operations' });
  const value = total / signs;
  return { what: 'store operations of a sign', value, unit: '', goal: '= 1', isMet: value === 1 };
}
