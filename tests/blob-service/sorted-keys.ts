// Of a million keys an insert moves at most the 1,024 of one bucket.
// Finding that bucket among 2,000 takes 11 steps.
const DEFAULT_BUCKET_MAX_KEYS = 1_024;

/** Unique keys in code unit order: found, added and removed in O(log n) plus one bucket. */
export interface SortedKeys {
  readonly size: number;
  /** Adds a key that must not be there yet. */
  add(key: string): void;
  /** Adds many keys, none of which may be there yet, in any order. */
  addAll(keys: readonly string[]): void;
  remove(key: string): void;
  /** Walks the keys from `start` (inclusive) on; the keys must not change during the walk. */
  from(start: string): Generator<string, void>;
}

export function createSortedKeys(bucketMaxKeys = DEFAULT_BUCKET_MAX_KEYS): SortedKeys {
  let buckets: string[][] = [];
  let size = 0;

  function bucketIndexOf(key: string): number {
    return lowerBound(buckets, (bucket) => (bucket.at(-1) ?? '') < key);
  }

  function add(key: string): void {
    size += 1;
    const index = Math.min(bucketIndexOf(key), buckets.length - 1);
    const bucket = buckets[index];
    if (bucket === undefined) {
      buckets.push([key]);
      return;
    }
    bucket.splice(positionOf(bucket, key), 0, key);
    if (bucket.length > bucketMaxKeys) buckets.splice(index + 1, 0, bucket.splice(bucketMaxKeys / 2));
  }

  return {
    get size() {
      return size;
    },
    add,
    addAll(keys) {
      if (keys.length < bucketMaxKeys) {
        keys.forEach(add);
        return;
      }
      const sorted = buckets.flat().concat(keys).sort();
      size = sorted.length;
      buckets = cutIntoBuckets(sorted, bucketMaxKeys / 2);
    },
    remove(key) {
      const index = bucketIndexOf(key);
      const bucket = buckets[index];
      const position = bucket === undefined ? -1 : positionOf(bucket, key);
      if (bucket?.[position] !== key) return;
      size -= 1;
      bucket.splice(position, 1);
      if (bucket.length === 0) buckets.splice(index, 1);
    },
    *from(start) {
      let index = bucketIndexOf(start);
      const first = buckets[index];
      if (first === undefined) return;
      yield* first.slice(positionOf(first, start));
      for (index += 1; index < buckets.length; index += 1) yield* buckets[index] ?? [];
    },
  };
}

function positionOf(bucket: readonly string[], key: string): number {
  return lowerBound(bucket, (other) => other < key);
}

function lowerBound<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cutIntoBuckets(sorted: readonly string[], length: number): string[][] {
  return Array.from({ length: Math.ceil(sorted.length / length) }, (_, index) =>
    sorted.slice(index * length, (index + 1) * length),
  );
}
