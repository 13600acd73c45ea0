import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '#cli/command/command.ts';
import type { Part } from '#domain/part.ts';
import { claimFolder, SOURCE_FILE } from './folder-source.ts';
import { fileNameOf, type KeptPart, parseFileName, sha256Of, startOf } from './kept-part.ts';

/** An older part is loaded anew: somebody of it may have been erased. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/**
 * The folder beside a download's file. Finished parts wait there for the others. They are personal data,
 * sealed or not, so only their owner can read them. They are removed when the file is whole.
 */
export class PartFolder {
  readonly path: string;
  readonly #kept = new Map<string, KeptPart>();

  private constructor(path: string) {
    this.path = path;
  }

  /** Opens the folder and finds what an earlier run left. `source` says what its parts are parts of. */
  static async open(path: string, source: string): Promise<PartFolder> {
    await claimFolder(path, source);
    const folder = new PartFolder(path);
    for (const name of await readdir(path)) {
      const kept = parseFileName(name);
      if (kept && (await isFresh(join(path, name), kept.part))) folder.#kept.set(name, kept);
      else if (name !== SOURCE_FILE) await rm(join(path, name));
    }
    return folder;
  }

  /** The kept parts in the order of their ids. */
  get kept(): readonly KeptPart[] {
    return [...this.#kept.values()].sort((a, b) => startOf(a.part) - startOf(b.part));
  }

  /** The number of rows of all kept parts. */
  get rows(): number {
    return this.kept.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** The share of all ids that the kept parts cover: from 0 to 1. */
  get share(): number {
    return this.kept.reduce((sum, { part }) => sum + 1 / part.of, 0);
  }

  /** Keeps a part's NDJSON. After this no break takes it away. */
  async keep(part: Part, rows: number, ndjson: string): Promise<void> {
    const kept = { part, rows, sha256: sha256Of(ndjson) };
    const temporary = this.temporaryFile();
    await writeFile(temporary, ndjson, { flag: 'wx', mode: 0o600, flush: true });
    await rename(temporary, this.#fileOf(kept));
    this.#kept.set(fileNameOf(kept), kept);
  }

  /** The NDJSON of a kept part. Throws if somebody changed it. */
  async read(kept: KeptPart): Promise<string> {
    const file = this.#fileOf(kept);
    const ndjson = await readFile(file, 'utf8');
    if (sha256Of(ndjson) === kept.sha256) return ndjson;
    throw new CommandError(1, `${file} was changed. Remove it and run the command again.`);
  }

  async drop(kept: KeptPart): Promise<void> {
    this.#kept.delete(fileNameOf(kept));
    await rm(this.#fileOf(kept));
  }

  /** A new name in this folder. The next run removes what a broken run leaves under it. */
  temporaryFile(): string {
    return join(this.path, `${randomUUID()}.tmp`);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  async removeIfEmpty(): Promise<void> {
    if (this.#kept.size === 0) await this.remove();
  }

  #fileOf(kept: KeptPart): string {
    return join(this.path, fileNameOf(kept));
  }
}

/**
 * The first part counts for one day (UTC). Asked for on each day, it keeps the other parts out of the site's
 * log.
 */
async function isFresh(file: string, { number }: Part): Promise<boolean> {
  const { mtime } = await stat(file);
  const isOfToday = mtime.toISOString().slice(0, 10) === new Date().toISOString().slice(0, 10);
  return Date.now() - mtime.getTime() < MAX_AGE_MS && (number > 1 || isOfToday);
}
