import pLimit from 'p-limit';

const CONCURRENCY = 64;

/** Does something with each item, 64 at a time, and gives every outcome. */
export function settleEach<Item, Value>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Value>,
): Promise<PromiseSettledResult<Value>[]> {
  const limit = pLimit(CONCURRENCY);
  return Promise.allSettled(items.map((item) => limit(() => ask(item))));
}

/** Throws the first failure, if there is one. */
export function throwFailure(outcomes: readonly PromiseSettledResult<unknown>[]): void {
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
