import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type OpenedSeal, SealOpener } from '#sealing/seal-opener.ts';
import { BYTE_ORDER_MARK, toCsvLine } from '#download/csv.ts';
import { parseLine } from '#download/download-line.ts';
import { COLUMNS, toCells, toLine } from '#download/row.ts';
import { isOpenSignature, type SealedSignature, type Signature, withSupporter } from '#domain/signature.ts';
import { CommandError } from './command.ts';
import { type PartFolder } from './part-folder.ts';
import { missingParts } from '#download/part-plan.ts';

export type FileFormat = 'csv' | 'ndjson';

/** What is in a finished file. `sealed`: rows that no key was given for. */
export interface WholeFile {
  readonly rows: number;
  readonly sealed: number;
  readonly sha256: string;
}

/** Seals opened side by side: WebCrypto has threads of its own, 0.4 ms a seal instead of 2 (Node 24, two cores). */
const CONCURRENCY = 64;

/**
 * Makes the file out of all its parts, in the order of ids, readable by its owner only. It gets its name when it is
 * whole, and not before; a file that had the name until then is replaced.
 */
export async function writeWholeFile(
  file: string,
  {
    folder,
    format,
    keys,
    step,
  }: { folder: PartFolder; format: FileFormat; keys: readonly string[]; step: (rows: number) => void },
  signal: AbortSignal,
): Promise<WholeFile> {
  const expected = folder.kept.reduce((sum, { rows }) => sum + rows, 0);
  if (missingParts(folder.kept.map(({ part }) => part)).length > 0)
    throw new RangeError('A part is missing.');
  const opener = keys.length > 0 ? new SealOpener(keys) : null;
  const hash = createHash('sha256');
  const temporary = folder.temporaryFile();
  let rows = 0;
  let sealed = 0;
  await pipeline(texts, createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }), { signal });
  if (rows !== expected) throw new CommandError(1, `The parts hold ${rows} rows instead of ${expected}.`);
  await rename(temporary, file);
  return { rows, sealed, sha256: hash.digest('hex') };

  async function* texts() {
    if (format === 'csv') yield hashed(BYTE_ORDER_MARK + toCsvLine([...COLUMNS]));
    for (const kept of folder.kept) {
      const lines = (await folder.read(kept)).split('\n').slice(0, -1);
      for (let start = 0; start < lines.length; start += CONCURRENCY) {
        const batch = await Promise.all(lines.slice(start, start + CONCURRENCY).map(open));
        rows += batch.length;
        sealed += batch.filter((signature) => !isOpenSignature(signature)).length;
        yield hashed(batch.map((signature) => toText(signature, format)).join(''));
      }
      step(rows);
    }
  }

  function hashed(text: string): string {
    hash.update(text);
    return text;
  }

  async function open(line: string): Promise<Signature> {
    const signature = parseLine(line);
    return opener && !isOpenSignature(signature)
      ? unsealed(signature, await opener.open(signature.sealed))
      : signature;
  }
}

function unsealed(signature: SealedSignature, opened: OpenedSeal): Signature {
  switch (opened.kind) {
    case 'opened':
      return withSupporter(signature, opened.supporter);
    case 'otherKey':
      return signature;
    case 'damaged':
      throw new CommandError(
        1,
        `The seal of ${signature.id} is damaged: nobody can open it. Erase it, or take NDJSON without --identity.`,
      );
  }
}

function toText(signature: Signature, format: FileFormat): string {
  if (format === 'ndjson') return toLine(signature);
  if (!isOpenSignature(signature)) throw sealedInCsv();
  return toCsvLine(toCells(signature));
}

/** Why a CSV cannot be made yet. */
export function sealedInCsv(): CommandError {
  return new CommandError(
    2,
    `Some signatures are sealed, and a CSV cannot hold these. Open them with --identity key.txt, the file with the private
key that npm run keys showed (all of them, where keys were changed), or take them sealed with --format ndjson. What was
loaded is kept: the same command with --identity goes on from here.`,
  );
}
