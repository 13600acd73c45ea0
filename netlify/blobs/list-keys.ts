import type { Store } from '@netlify/blobs';
import pLimit from 'p-limit';

interface Page {
  readonly blobs: readonly { readonly key: string }[];
}

/** What a page of keys is given to. */
type Visit = (keys: readonly string[]) => void;

/** A list whose first page is here. */
interface Listing {
  /** What all its keys start with: a folder, and hex digits. */
  readonly prefix: string;
  /** How many keys there are, as the first page tells. */
  readonly estimate: number;
  /** All pages, the first one too. */
  readonly pages: AsyncIterable<readonly string[]>;
}

/** The service lists at most this many keys a page. */
const PAGE_KEYS = 1000;
/**
 * A list that is split has at least so many pages in each lane. The last page of a lane is half empty on average. So up
 * to a million keys take at most 1.3 times the pages that they fill (decision 0057). At most 62 come in a row.
 */
const LANE_PAGES = 3.5;
/** The most hex digits by which a list is split at once. */
const MAX_DIGITS = 3;
/** How many lists are under way at once, each with one page in memory. */
export const CONCURRENCY = 64;

/**
 * Visits every page of keys below `folder` whose hex rest starts with one of `prefixes`, in no particular order. The
 * first page tells how many keys there are, because a keyed hash spreads ids evenly. Many are listed in lanes, side by
 * side. A lane is what starts with one, two or three further hex digits.
 */
export async function eachPage(
  store: Store,
  folder: string,
  prefixes: readonly string[],
  visit: Visit,
): Promise<void> {
  const limit = pLimit(CONCURRENCY);
  await Promise.all(
    prefixes.map(async (prefix) => {
      const listing = await limit(() => beginListing(store, folder + prefix));
      await visitListing(store, listing, visit, limit);
    }),
  );
}

/** Visits the pages of a list that was begun. */
export async function visitListing(
  store: Store,
  { prefix, estimate, pages }: Listing,
  visit: Visit,
  limit = pLimit(CONCURRENCY),
): Promise<void> {
  const digits = digitsFor(estimate);
  const lanes = digits === 0 ? [pages] : hexOf(digits).map((lane) => pagesOf(store, prefix + lane));
  await Promise.all(
    lanes.map((lane) =>
      limit(async () => {
        for await (const keys of lane) visit(keys);
      }),
    ),
  );
}

/** Begins to list the keys that start with `prefix`. */
export async function beginListing(store: Store, prefix: string): Promise<Listing> {
  const pages = pagesOf(store, prefix);
  const { value: first = [] } = await pages.next();
  return { prefix, estimate: estimateOf(first, prefix), pages: startingWith(first, pages) };
}

/** All texts of so many hex digits, in order. */
export function hexOf(digits: number): string[] {
  return Array.from({ length: 16 ** digits }, (_, index) => index.toString(16).padStart(digits, '0'));
}

/** Lists the keys that start with `prefix`, page by page. */
export async function* pagesOf(store: Store, prefix: string): AsyncGenerator<readonly string[], undefined> {
  const pages: AsyncIterable<Page> = store.list({ prefix, paginate: true });
  for await (const page of pages) yield page.blobs.map(({ key }) => key);
}

/** By how many digits a list is split. By none, if its pages are few enough to be read in a row. */
function digitsFor(estimate: number): number {
  let digits = 0;
  while (digits < MAX_DIGITS && estimate / 16 ** (digits + 1) >= LANE_PAGES * PAGE_KEYS) digits += 1;
  return digits;
}

/** Estimates how many keys start with `prefix`, from the last key of the first page. */
function estimateOf(page: readonly string[], prefix: string): number {
  if (page.length < PAGE_KEYS) return page.length;
  const last = page.at(-1)?.slice(prefix.length, prefix.length + 8) ?? '';
  const reached = (Number.parseInt(last, 16) + 1) / 16 ** last.length;
  return page.length / reached;
}

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}
