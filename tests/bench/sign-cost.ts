import { netlifyStoresBy } from '#blobs/netlify-stores.ts';
import type { BenchRow, Scale } from './bench-row.ts';
import { startBlobProcess } from './blob-process.ts';
import { signFunction, signRequest } from './functions.ts';
import { median, quantile } from './samples.ts';

/** Measures what a sign costs: the CPU time of the function, and the operations of the store. */
export async function benchSignCost({ isQuick }: Scale): Promise<BenchRow[]> {
  const signs = isQuick ? 500 : 5000;
  return [...(await cpu(signs)), await operations(100)];
}

/**
 * Runs one sign after the other. The service answers at once without a network, so nothing waits. The mean is
 * the CPU time of this thread, for the function and the blobs client together. The quantiles measure the time
 * from request to response. CPU time cannot give quantiles, because kernels count it in steps longer than a
 * sign. So the quantiles include other work of the machine.
 */
async function cpu(signs: number): Promise<BenchRow[]> {
  const context = {
    siteID: 'site',
    token: 'token',
    edgeURL: 'http://store',
    uncachedEdgeURL: 'http://store',
  };
  process.env['NETLIFY_BLOBS_CONTEXT'] = Buffer.from(JSON.stringify(context)).toString('base64');
  const answer = () => Promise.resolve(new Response(null, { status: 200, headers: { etag: '"1"' } }));
  const sign = await signFunction(netlifyStoresBy(answer));
  for (let person = 0; person < 2000; person += 1) await sign(signRequest(person));
  const requests = Array.from({ length: signs }, (_, person) => signRequest(person));
  const times: number[] = [];
  const before = process.threadCpuUsage();
  for (const request of requests) {
    const started = performance.now();
    await sign(request);
    times.push((performance.now() - started) * 1000);
  }
  const { user, system } = process.threadCpuUsage(before);
  const note = `${signs} signs one by one, no network, the blobs client included`;
  return [
    { what: 'own CPU of a sign, mean', value: (user + system) / signs, unit: 'µs', note },
    { what: 'own time of a sign, p50', value: median(times), unit: 'µs', note },
    { what: 'own time of a sign, p99', value: quantile(times, 0.99), unit: 'µs', note },
  ];
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
