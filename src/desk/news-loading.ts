import type { NewsRow } from '#domain/news.ts';
import { NEWS } from '#download/news-row.ts';
import { BATCH, OpeningPool, type OpeningWorker } from './opening-pool.ts';
import { type AskForPart, type DownloadEnd, PartsDownload } from './parts-download.ts';

/** What loading who wants news needs from outside. */
export interface NewsLoadingParts {
  /** The slug of the campaign. */
  readonly campaign: string;
  readonly ask: AskForPart;
  /** Private keys that open seals. */
  readonly keys: readonly string[];
  readonly startWorker: () => OpeningWorker;
  /** Cores of this device; each gets one worker. */
  readonly cores: number;
}

/** Everyone who wants news, or why the list is not there. `jammed`: the browser did not let seals be opened. */
export type NewsLoadingEnd =
  | { readonly kind: 'whole'; readonly rows: readonly NewsRow[] }
  | { readonly kind: 'jammed' }
  | Exclude<DownloadEnd, { readonly kind: 'whole' }>;

/** Loads everyone who wants news of a campaign, and opens what the keys open. The rest stays sealed. */
export async function loadNews(parts: NewsLoadingParts, signal: AbortSignal): Promise<NewsLoadingEnd> {
  const rows: NewsRow[] = [];
  const wanted = { kind: NEWS, campaign: parts.campaign };
  const download = new PartsDownload(wanted, parts.ask, (some) => void rows.push(...some));
  const end = await download.run(signal);
  if (end.kind !== 'whole') return end;
  try {
    return { kind: 'whole', rows: await opened(rows, parts) };
  } catch {
    return signal.aborted ? { kind: 'cancelled' } : { kind: 'jammed' };
  }
}

/** The rows with their seals opened, as far as the keys open them, in the same order. */
async function opened(
  rows: readonly NewsRow[],
  { keys, startWorker, cores }: NewsLoadingParts,
): Promise<readonly NewsRow[]> {
  const seals = rows.flatMap((row) => NEWS.sealOf(row) ?? []);
  if (seals.length === 0 || keys.length === 0) return rows;
  const pool = await OpeningPool.start(keys, startWorker, cores);
  if (!pool) return rows;
  try {
    const batches: string[][] = [];
    for (let start = 0; start < seals.length; start += BATCH) batches.push(seals.slice(start, start + BATCH));
    const results = (await Promise.all(batches.map((batch) => pool.open(batch)))).flat();
    let next = 0;
    return rows.map((row) => {
      if (NEWS.sealOf(row) === null) return row;
      const result = results[next];
      next += 1;
      return (result?.kind === 'opened' ? NEWS.opened(row, result.text) : null) ?? row;
    });
  } finally {
    pool.close();
  }
}
