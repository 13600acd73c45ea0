import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CommandError } from '#cli/command/command.ts';
import { isSignatureId } from '#domain/signature.ts';
import { textOfBytes } from '#domain/text-bytes.ts';

/** The ids of all signatures that count, sorted. Its digest is published before a seed is known. */
export interface IdList {
  readonly ids: readonly string[];
  /** The SHA-256 (hex) of its file: each id on a line, and every line ended by one line feed. */
  readonly sha256: string;
}

/** A list of different ids. */
export function toIdList(ids: readonly string[]): IdList {
  const sorted = ids.toSorted();
  return { ids: sorted, sha256: sha256Of(toListText(sorted)) };
}

/** The file of a list, and the text that its digest is of. */
export function toListText(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}

/** Reads the file of a list. An editor may have changed its line ends. Throws for anything but different ids. */
export async function readIdList(file: string): Promise<IdList> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandError(2, `${file} cannot be read.`, error);
  });
  const lines = (textOfBytes(bytes) ?? '-').split(/\r?\n/u).filter((line) => line !== '');
  if (lines.length === 0 || !lines.every(isSignatureId))
    throw new CommandError(2, `${file} is no list of ids: it needs 32 of the letters 0-9 a-f on each line.`);
  if (new Set(lines).size < lines.length)
    throw new CommandError(2, `${file} holds an id twice: it is not the list that was published.`);
  return toIdList(lines);
}

/** The SHA-256 of a text, in hex. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
