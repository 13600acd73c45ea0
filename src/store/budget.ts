/** How long a function may wait for a store: in total, and for one attempt. */
export interface Budget {
  readonly totalMs: number;
  readonly attemptMs: number;
}

/** The moment at which a budget that starts now is spent, as `performance.now()` tells it. */
export function deadlineOf({ totalMs }: Budget): number {
  return performance.now() + totalMs;
}
