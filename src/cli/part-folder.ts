import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePart, type Part } from '#domain/part.ts';
import { CommandError } from './command.ts';

/** A part that arrived whole. Its file's name holds all that is known of it, so that no second file can contradict. */
export interface KeptPart {
  readonly part: Part;
  readonly rows: number;
  readonly sha256: string;
}

/** Somebody may have been erased since: what is older is loaded anew. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/**
 * The folder beside a download's file in which finished parts wait for the others. They are personal data, sealed or
 * not: only their owner can read them, and they go when the file is whole.
 */
export class PartFolder {
  readonly path: string;
  readonly #kept = new Map<string, KeptPart>();

  private constructor(path: string) {
    this.path = path;
  }

  /** Opens the folder and looks up what an earlier run left. `source` says what its parts are parts of. */
  static async open(path: string, source: string): Promise<PartFolder> {
    await make(path);
    await claim(path, source);
    const folder = new PartFolder(path);
    for (const name of await readdir(path)) {
      const kept = parseName(name);
      if (kept && (await isFresh(join(path, name)))) folder.#kept.set(name, kept);
      else if (name !== SOURCE) await rm(join(path, name));
    }
    return folder;
  }

  /** In the order of their ids. */
  get kept(): readonly KeptPart[] {
    return [...this.#kept.values()].sort((a, b) => startOf(a.part) - startOf(b.part));
  }

  /** Keeps a part's NDJSON. Once this is done no break takes it away. */
  async keep(part: Part, rows: number, ndjson: string): Promise<void> {
    const kept = { part, rows, sha256: sha256Of(ndjson) };
    const temporary = this.temporaryFile();
    await writeFile(temporary, ndjson, { flag: 'wx', mode: 0o600, flush: true });
    await rename(temporary, join(this.path, nameOf(kept)));
    this.#kept.set(nameOf(kept), kept);
  }

  /** The part's NDJSON, as it was kept. */
  async read(kept: KeptPart): Promise<string> {
    const ndjson = await readFile(join(this.path, nameOf(kept)), 'utf8');
    if (sha256Of(ndjson) === kept.sha256) return ndjson;
    throw new CommandError(
      1,
      `${join(this.path, nameOf(kept))} was changed. Remove it and run the command again.`,
    );
  }

  async drop(kept: KeptPart): Promise<void> {
    this.#kept.delete(nameOf(kept));
    await rm(join(this.path, nameOf(kept)));
  }

  /** A new name in this folder; what a broken run leaves under it, the next one removes. */
  temporaryFile(): string {
    return join(this.path, `${randomUUID()}.tmp`);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  async removeIfEmpty(): Promise<void> {
    if (this.#kept.size === 0) await this.remove();
  }
}

/** Holds what the parts are parts of: those of two campaigns must never end up in one file. */
const SOURCE = 'parts-of.txt';

async function claim(path: string, source: string): Promise<void> {
  const names = await readdir(path);
  const found = names.includes(SOURCE) ? await readFile(join(path, SOURCE), 'utf8') : null;
  if (found === source) return;
  if (names.length > 0) {
    const what = found === null ? 'something else' : `a download of ${found}`;
    throw new CommandError(2, `${path} holds ${what}. Remove it, or choose another --out.`);
  }
  await writeFile(join(path, SOURCE), source, { flag: 'wx', mode: 0o600, flush: true });
}

async function make(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'EEXIST')
      throw new CommandError(2, `${path} cannot be made: is there such a folder, and is it yours?`, error);
  }
}

async function isFresh(file: string): Promise<boolean> {
  return Date.now() - (await stat(file)).mtimeMs < MAX_AGE_MS;
}

function nameOf({ part, rows, sha256 }: KeptPart): string {
  return `part-${part.number}-of-${part.of}.${rows}-rows.${sha256}.ndjson`;
}

function parseName(name: string): KeptPart | null {
  const match = /^part-(\d+)-of-(\d+)\.(\d+)-rows\.([0-9a-f]{64})\.ndjson$/u.exec(name);
  const [, number = '', of = '', rows = '', sha256 = ''] = match ?? [];
  const part = parsePart(`${number}/${of}`);
  return part && { part, rows: Number(rows), sha256 };
}

function startOf({ number, of }: Part): number {
  return (number - 1) / of;
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
