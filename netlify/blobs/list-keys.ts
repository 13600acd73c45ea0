import type { Store } from '@netlify/blobs';
import pLimit from 'p-limit';

interface Page {
  readonly blobs: readonly { readonly key: string }[];
}

/** The service lists at most so many keys a page. */
const PAGE_KEYS = 1000;
/** Up to so many pages are cheaper to turn one after the other than to list by sixteen longer prefixes. */
const PAGES_IN_A_ROW = 4;
const CONCURRENCY = 64;
const HEX = '0123456789abcdef';

/**
 * Visits every page of keys below `folder` whose hex rest starts with one of `prefixes`, in no particular order.
 * One request for up to 1,000 keys; beyond that longer prefixes are listed side by side, so that a million keys take
 * about a thousand requests of which 64 are under way at once.
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
    const pages = pagesOf(store, folder + prefix);
    const first = await turn(pages);
    if (!first) return;
    if (first.length >= PAGE_KEYS && estimate(first, folder + prefix) > PAGES_IN_A_ROW * PAGE_KEYS) {
      await Promise.all(Array.from(HEX, (digit) => list(prefix + digit)));
      return;
    }
    for (let page: string[] | null = first; page; page = await turn(pages)) visit(page);
  }

  async function turn(pages: AsyncIterator<Page, unknown>): Promise<string[] | null> {
    const page = await limit(() => pages.next());
    return page.done ? null : page.value.blobs.map(({ key }) => key);
  }
}

/** How many keys start with `prefix`, judged by how far the first page reached: ids are spread by a keyed hash. */
function estimate(page: readonly string[], prefix: string): number {
  const last = page.at(-1)?.slice(prefix.length, prefix.length + 8) ?? '';
  const reached = (Number.parseInt(last, 16) + 1) / 16 ** last.length;
  return page.length / reached;
}

function pagesOf(store: Store, prefix: string): AsyncIterator<Page, unknown> {
  const pages: AsyncIterable<Page, unknown> = store.list({ prefix, paginate: true });
  return pages[Symbol.asyncIterator]();
}
