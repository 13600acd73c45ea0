import { eachAtOnce } from './at-once.ts';
import type { Shelf } from './shelves.ts';
import { type Slice, slicesOf } from './slices.ts';

/** What a look, a copy and a check need. */
export interface Run {
  readonly shelves: readonly Shelf[];
  /** The key slug of the one campaign that is copied, or `null` for all. */
  readonly campaign: string | null;
  /** True if the target becomes equal to the source, whatever stands there. */
  readonly isMirror: boolean;
  readonly signal: AbortSignal;
  /** Tells of so many keys that are done. */
  readonly step: (keys: number) => void;
}

/** How the keys of both sides compare. */
export interface Comparison {
  /** At the source. */
  source: number;
  /** At the source, and not at the target. */
  missing: number;
  /** Only at the target. */
  extra: number;
  /** On both sides with different texts. A look, which reads no text, leaves it at 0. */
  different: number;
}

/** What a check found, and how many signatures of each key slug are the same on both sides. */
export interface Checked extends Comparison {
  readonly signatures: Map<string, number>;
  /** How many keys a mirror replaced. */
  readonly replaced: number;
}

const AT_ONCE = 64;

/** Compares the lists of keys of both sides. It reads no text and changes nothing. */
export async function look(run: Run): Promise<Comparison> {
  const found = nothing();
  for await (const slice of slicesIn(run)) add(found, slice);
  return found;
}

/**
 * Writes at the target what it lacks, and overwrites nothing. A mirror also erases what is only there. Returns how many
 * keys it changed.
 */
export async function fill(run: Run): Promise<number> {
  let changed = 0;
  for await (const slice of slicesIn(run)) {
    const { shelf } = slice;
    await act(run, shelf, missingOf(slice), async (key) => {
      const text = await shelf.from.read(key);
      // It may have been erased after the list was read.
      if (text !== null && (await shelf.to.create(key, text))) changed += 1;
    });
    if (!run.isMirror) continue;
    await act(run, shelf, extraOf(slice), async (key) => {
      await shelf.to.erase(key);
      changed += 1;
    });
  }
  return changed;
}

/** Compares both sides, keys and texts. A mirror replaces what differs as it finds it, and compares that again. */
export async function check(run: Run): Promise<Checked> {
  const signatures = new Map<string, number>();
  const found = { ...nothing(), signatures, replaced: 0 };
  for await (const slice of slicesIn(run)) {
    const { shelf, source, target } = slice;
    add(found, slice);
    const common = [...source].filter((key) => target.has(key));
    await act(run, shelf, common, async (key) => {
      let { sent, stored } = await readBoth(shelf, key);
      if (run.isMirror && sent !== null && stored !== null && sent !== stored) {
        if (await replace(shelf, key, sent)) found.replaced += 1;
        ({ sent, stored } = await readBoth(shelf, key));
      }
      if (sent === stored) {
        if (sent !== null && shelf.kind === 'signatures') countIn(signatures, key);
        return;
      }
      // Erased after the list was read, at one of the sides.
      if (sent === null) found.extra += 1;
      else if (stored === null) found.missing += 1;
      else found.different += 1;
    });
  }
  return found;
}

async function readBoth({ from, to }: Shelf, key: string) {
  const [sent, stored] = await Promise.all([from.read(key), to.read(key)]);
  return { sent, stored };
}

async function replace({ to }: Shelf, key: string, text: string): Promise<boolean> {
  const standing = await to.readVersion(key);
  return standing !== null && to.replace(key, text, standing.version);
}

function countIn(signatures: Map<string, number>, key: string): void {
  const folder = key.slice(0, key.indexOf('/'));
  signatures.set(folder, (signatures.get(folder) ?? 0) + 1);
}

async function* slicesIn({ shelves, campaign, signal }: Run): AsyncGenerator<Slice> {
  for (const shelf of shelves) {
    for await (const slice of slicesOf(shelf, campaign)) {
      signal.throwIfAborted();
      yield slice;
    }
  }
}

function act(
  { signal, step }: Run,
  { kind }: Shelf,
  keys: readonly string[],
  one: (key: string) => Promise<void>,
): Promise<void> {
  // The log is a chain: with a gap it would look as if somebody had removed an entry.
  return eachAtOnce(keys, kind === 'audit' ? 1 : AT_ONCE, async (key) => {
    signal.throwIfAborted();
    await one(key);
    step(1);
  });
}

function nothing(): Comparison {
  return { source: 0, missing: 0, extra: 0, different: 0 };
}

function add(found: Comparison, slice: Slice): void {
  found.source += slice.source.size;
  found.missing += missingOf(slice).length;
  found.extra += extraOf(slice).length;
}

function missingOf({ source, target }: Slice): string[] {
  return [...source].filter((key) => !target.has(key));
}

function extraOf({ source, target }: Slice): string[] {
  return [...target].filter((key) => !source.has(key));
}
