import type { Store } from '@netlify/blobs';

/** Keys are counted by their first three hex digits. */
const BUCKETS = 4096;
const PAGE_KEYS = 1000;
const FOLDER = 'clean-river/';

/**
 * A store with any number of keys below `clean-river/`, which makes them when they are listed. Ten million need no
 * memory. `onPage` runs before each page is read.
 */
export class VirtualKeys {
  /** How many keys there are, by their first three digits. */
  readonly counts = new Uint32Array(BUCKETS);
  /** How many pages were read. */
  pages = 0;
  readonly #onPage: () => Promise<void> | void;

  constructor(onPage: () => Promise<void> | void = () => undefined) {
    this.#onPage = onPage;
  }

  /** How many keys there are. */
  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** Spreads keys as a hash does. The same `random` spreads them in the same way. */
  spread(keys: number, random: () => number): void {
    let left = keys;
    this.counts.forEach((_, bucket) => {
      const share = 1 / (BUCKETS - bucket);
      const deviation = Math.sqrt(left * share * (1 - share)) * normal(random);
      const count = share === 1 ? left : Math.min(left, Math.max(0, Math.round(left * share + deviation)));
      this.counts[bucket] = count;
      left -= count;
    });
  }

  /** What the code uses of a store. */
  get store(): Pick<Store, 'list'> {
    const list = ({ prefix = '' }) => this.#list(prefix.slice(FOLDER.length));
    return { list: list as unknown as Store['list'] };
  }

  async *#list(digits: string) {
    const rest = 3 - digits.length;
    const first = Number.parseInt(digits.padEnd(3, '0').slice(0, 3), 16);
    const end = first + (rest > 0 ? 16 ** rest : 1);
    /** How many keys wait for a page. */
    let waiting = 0;
    for (let bucket = first; bucket < end; bucket += 1) {
      const count = this.counts[bucket] ?? 0;
      waiting += count;
      // A full page goes when something follows it.
      while (waiting > PAGE_KEYS) {
        waiting -= PAGE_KEYS;
        yield await this.#page(PAGE_KEYS, keyIn(bucket, (count - waiting) / (count + 1)));
      }
    }
    yield await this.#page(waiting, keyIn(end - 1, 1));
  }

  /** Only the last key of a page tells something. */
  async #page(keys: number, last: string) {
    this.pages += 1;
    await this.#onPage();
    const blobs = new Array<{ key: string }>(keys).fill({ key: FOLDER });
    if (keys > 0) blobs[keys - 1] = { key: last };
    return { blobs, directories: [] };
  }
}

/** The key at a place between the first and the last of a bucket. */
function keyIn(bucket: number, place: number): string {
  const digits = Math.min(16 ** 8 - 1, Math.floor(place * 16 ** 8));
  const start = bucket.toString(16).padStart(3, '0') + digits.toString(16).padStart(8, '0');
  return FOLDER + start.padEnd(32, '0');
}

/** A number of a normal distribution (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
