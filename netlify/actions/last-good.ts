import type { Kept } from './kept.ts';

/**
 * What is known of a published campaign. `good`: nobody asks again for `freshForMs`. `stale`: the store is down, and
 * this is the last good answer.
 */
export type LastGood<Value> =
  | { readonly kind: 'good'; readonly value: Value; readonly freshForMs: number }
  | { readonly kind: 'stale'; readonly value: Value; readonly cause: unknown }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** Finds out about a campaign, at most once an age. It does not throw: a failure gives `stale` or `unavailable`. */
export async function lastGood<Value>(
  kept: Kept<Value>,
  key: string,
  ask: () => Promise<Value>,
): Promise<LastGood<Value>> {
  try {
    const { value, freshUntilMs } = await kept.fresh(key, ask);
    return { kind: 'good', value, freshForMs: freshUntilMs - performance.now() };
  } catch (cause) {
    const last = kept.last(key);
    return last ? { kind: 'stale', value: last.value, cause } : { kind: 'unavailable', cause };
  }
}

/** The same outcome with what `change` makes of its value. */
export function mapGood<From, To>(found: LastGood<From>, change: (value: From) => To): LastGood<To> {
  return found.kind === 'unavailable' ? found : { ...found, value: change(found.value) };
}
