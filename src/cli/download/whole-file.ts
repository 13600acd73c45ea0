import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { CommandError } from '#cli/command/command.ts';
import { BYTE_ORDER_MARK, toCsvLine } from '#download/csv.ts';
import type { Format } from '#download/format.ts';
import { missingParts } from '#download/part-plan.ts';
import type { Row, RowKind } from '#download/row-kind.ts';
import { lineOpener } from './line-opener.ts';
import type { PartFolder } from './part-folder.ts';
import { sealedInCsv } from './sealed-in-csv.ts';

/** What a finished file holds. `sealed`: rows that no key opened. */
export interface WholeFile {
  readonly rows: number;
  readonly sealed: number;
  readonly sha256: string;
}

/** What the file is made of. */
interface FileSource<Kept extends Row> {
  readonly kind: RowKind<Kept>;
  readonly folder: PartFolder;
  readonly format: Format;
  /** Private age keys that open seals. */
  readonly keys: readonly string[];
  /** Hears how many rows are written. */
  readonly step: (rows: number) => void;
}

/**
 * Seals opened in parallel: WebCrypto has its own threads, 0.4 ms a seal instead of 2 (Node 24, two cores).
 */
const CONCURRENCY = 64;

/**
 * Makes the file of all parts, in the order of ids. Only its owner can read it. It gets its name when it is
 * whole, and then replaces an older file of this name.
 */
export async function writeWholeFile<Kept extends Row>(
  file: string,
  { kind, folder, format, keys, step }: FileSource<Kept>,
  signal: AbortSignal,
): Promise<WholeFile> {
  const expected = folder.rows;
  if (missingParts(folder.kept.map(({ part }) => part)).length > 0)
    throw new RangeError('A part is missing.');
  const open = lineOpener(kind, keys);
  const hash = createHash('sha256');
  const temporary = folder.temporaryFile();
  let rows = 0;
  let sealed = 0;
  await pipeline(texts, createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }), { signal });
  if (rows !== expected) throw new CommandError(1, `The parts hold ${rows} rows instead of ${expected}.`);
  await rename(temporary, file);
  return { rows, sealed, sha256: hash.digest('hex') };

  async function* texts() {
    if (format === 'csv') yield hashed(BYTE_ORDER_MARK + toCsvLine(kind.columns));
    for (const kept of folder.kept) {
      const lines = (await folder.read(kept)).split('\n').slice(0, -1);
      for (let start = 0; start < lines.length; start += CONCURRENCY) {
        const batch = await Promise.all(lines.slice(start, start + CONCURRENCY).map(open));
        rows += batch.length;
        sealed += batch.filter((row) => kind.sealOf(row) !== null).length;
        yield hashed(batch.map(toText).join(''));
      }
      step(rows);
    }
  }

  function toText(row: Kept): string {
    if (format === 'ndjson') return kind.toLine(row);
    const texts = kind.toTexts(row);
    if (texts === null) throw sealedInCsv();
    return toCsvLine(texts);
  }

  function hashed(text: string): string {
    hash.update(text);
    return text;
  }
}
