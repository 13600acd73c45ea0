/** How long a function may wait for a store: in total, and for one attempt. */
export interface Budget {
  readonly totalMs: number;
  readonly attemptMs: number;
}
