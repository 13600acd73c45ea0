import type { Row, RowKind } from '#download/row-kind.ts';
import { BATCH, OpeningPool, type OpeningWorker } from './opening-pool.ts';
import { type AskForPart, type DownloadEnd, PartsDownload } from './parts-download.ts';

/** What loading rows of any kind needs from outside. */
export interface RowLoadingParts<Kept extends Row> {
  readonly kind: RowKind<Kept>;
  /** The slug of the campaign. */
  readonly campaign: string;
  readonly ask: AskForPart;
  /** Private keys that open seals. */
  readonly keys: readonly string[];
  readonly startWorker: () => OpeningWorker;
  /** Cores of this device; each gets one worker. */
  readonly cores: number;
}

/** All rows, or why they are not there. `jammed`: the browser did not let seals be opened. */
export type RowLoadingEnd<Kept extends Row> =
  | { readonly kind: 'whole'; readonly rows: readonly Kept[] }
  | { readonly kind: 'jammed' }
  | Exclude<DownloadEnd, { readonly kind: 'whole' }>;

/** Loads all rows at once, for a list of their own, and opens what the keys open. The rest stays sealed. */
export async function loadRows<Kept extends Row>(
  parts: RowLoadingParts<Kept>,
  signal: AbortSignal,
): Promise<RowLoadingEnd<Kept>> {
  const rows: Kept[] = [];
  const wanted = { kind: parts.kind, campaign: parts.campaign };
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
async function opened<Kept extends Row>(
  rows: readonly Kept[],
  { kind, keys, startWorker, cores }: RowLoadingParts<Kept>,
): Promise<readonly Kept[]> {
  const seals = rows.flatMap((row) => kind.sealOf(row) ?? []);
  if (seals.length === 0 || keys.length === 0) return rows;
  const pool = await OpeningPool.start(keys, startWorker, cores);
  if (!pool) return rows;
  try {
    const batches: string[][] = [];
    for (let start = 0; start < seals.length; start += BATCH) batches.push(seals.slice(start, start + BATCH));
    const results = (await Promise.all(batches.map((batch) => pool.open(batch)))).flat();
    let next = 0;
    return rows.map((row) => {
      if (kind.sealOf(row) === null) return row;
      const result = results[next];
      next += 1;
      return (result?.kind === 'opened' ? kind.opened(row, result.text) : null) ?? row;
    });
  } finally {
    pool.close();
  }
}
