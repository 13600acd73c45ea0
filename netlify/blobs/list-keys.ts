import type { Store } from '@netlify/blobs';
import pLimit from 'p-limit';

interface Page {
  readonly blobs: readonly { readonly key: string }[];
}

/** The service lists at most this many keys a page. */
const PAGE_KEYS = 1000;
/** Up to this many pages, one list is cheaper than sixteen lists of longer prefixes. */
const PAGES_IN_A_ROW = 4;
const CONCURRENCY = 64;
const HEX = '0123456789abcdef';

/**
 * Visits every page of keys below `folder` whose hex rest starts with one of `prefixes`, in no particular
 * order. Up to 1,000 keys take one request. Above about 4,000 keys it lists longer prefixes in parallel: a
 * million keys take about a thousand requests. 64 prefixes run at once, each with one page in memory.
 */
export async function eachPage(
  store: Store,
  folder: string,
  prefixes: readonly string[],
  visit: (keys: string[]) => void,
): Promise<void> {
  const limit = pLimit(CONCURRENCY);
  await Promise.all(prefixes.map(list));

  async function list(prefix: string): Promise<void> {
    const longer = await limit(() => visitOrSplit(prefix));
    await Promise.all(longer.map(list));
  }

  /** Returns longer prefixes if there are too many keys to read the pages in sequence. */
  async function visitOrSplit(prefix: string): Promise<string[]> {
    let isFirst = true;
    for await (const keys of pagesOf(store, folder + prefix)) {
      if (isFirst && isLong(keys, folder + prefix)) return Array.from(HEX, (digit) => prefix + digit);
      isFirst = false;
      visit(keys);
    }
    return [];
  }
}

function isLong(firstPage: readonly string[], prefix: string): boolean {
  return firstPage.length >= PAGE_KEYS && estimate(firstPage, prefix) > PAGES_IN_A_ROW * PAGE_KEYS;
}

/**
 * Estimates how many keys start with `prefix` from the last key of the first page. A keyed hash spreads ids
 * evenly.
 */
function estimate(page: readonly string[], prefix: string): number {
  const last = page.at(-1)?.slice(prefix.length, prefix.length + 8) ?? '';
  const reached = (Number.parseInt(last, 16) + 1) / 16 ** last.length;
  return page.length / reached;
}

async function* pagesOf(store: Store, prefix: string): AsyncGenerator<string[]> {
  const pages: AsyncIterable<Page> = store.list({ prefix, paginate: true });
  for await (const page of pages) yield page.blobs.map(({ key }) => key);
}
