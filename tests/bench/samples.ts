/** The value in the middle; of an empty list `NaN`. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `q` from 0 to 1. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** Runs `count` tasks, `concurrency` of them at a time, and gives how many a second. */
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

/** Measures in turns (A, B, A, B …), so that what disturbs the machine disturbs all alike; the first turn warms up. */
export async function medianOfTurns<Name extends string>(
  turns: number,
  measures: Readonly<Record<Name, (turn: number) => Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(measures) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const name of names) {
      const value = await measures[name](turn);
      if (turn > 0) values.get(name)?.push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(values.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** The most heap that `task` used above what was there before, in MB, sampled every 10 ms. */
export async function peakHeapMb(task: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  let peak = process.memoryUsage().heapUsed;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().heapUsed)), 10);
  try {
    await task();
  } finally {
    clearInterval(sampling);
  }
  return peak / 1024 / 1024;
}
