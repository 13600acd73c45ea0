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

/** A number of tasks per second, measured in one turn. The first turn is number 0. */
export type Rate = (turn: number) => Promise<number>;

/**
 * Measures things in turns (A, B, A, B …) and returns the median of each. So a disturbance of the machine affects all
 * equally. The first turn warms up the code and does not count.
 */
export async function ratesInTurns<const Rates extends readonly Rate[]>(
  turns: number,
  rates: Rates,
): Promise<{ [Key in keyof Rates]: number }> {
  const values = rates.map((): number[] => []);
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const [index, rate] of rates.entries()) {
      const value = await rate(turn);
      if (turn > 0) values[index]?.push(value);
    }
  }
  return values.map(median) as { [Key in keyof Rates]: number };
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
