/** The value in the middle. For an empty list the result is `NaN`. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `q` is a number from 0 to 1. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** How many milliseconds a task takes. */
export async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}

/** The distance between the first and the third quartile of times. */
export function spreadOf(times: readonly number[]): string {
  return (quantile(times, 0.75) - quantile(times, 0.25)).toFixed(2);
}

/** Runs `count` tasks, `concurrency` of them at a time, and returns the number of tasks per second. */
export async function rateOf(
  count: number,
  concurrency: number,
  task: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  const work = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await task(index);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return count / ((performance.now() - started) / 1000);
}

/**
 * Measures two things in turns (A, B, A, B …) and returns the median of each. So a disturbance of the machine
 * affects both equally. The first turn warms up the code and does not count.
 */
export async function mediansOfTurns(
  turns: number,
  ours: (turn: number) => Promise<number>,
  limit: (turn: number) => Promise<number>,
): Promise<{ ours: number; limit: number }> {
  const values: { ours: number; limit: number }[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    values.push({ ours: await ours(turn), limit: await limit(turn) });
  }
  const counted = values.slice(1);
  return {
    ours: median(counted.map((value) => value.ours)),
    limit: median(counted.map((value) => value.limit)),
  };
}

/** Watches the heap during a run. The result is the highest use in MB, sampled every 10 ms. */
export function watchHeap(): () => number {
  globalThis.gc?.();
  let peak = process.memoryUsage().heapUsed;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().heapUsed)), 10);
  return () => {
    clearInterval(sampling);
    return peak / 1024 / 1024;
  };
}
