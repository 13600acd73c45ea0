import pLimit from 'p-limit';
import { MAX_PARTS, type Part } from '#domain/part.ts';
import { splitPart } from '#download/part-plan.ts';
import type { RequestedPart } from './part-request.ts';
import { type PartAsking, PartTries } from './part-tries.ts';

/** A part that did not arrive whole in any try. */
export interface FailedPart {
  readonly part: Part;
  readonly why: string;
}

type WholePart = Extract<RequestedPart, { kind: 'whole' }>;

/** What loading does with parts. */
interface PartLoading extends PartAsking {
  readonly keep: (part: Part, whole: WholePart) => Promise<void>;
}

/** Parts that the loading asks for in parallel. */
const CONCURRENCY = 4;
/**
 * What keeps breaking off may be too much for one answer. After three halvings the size is not the reason.
 */
const MAX_HALVINGS = 3;
/** Fewer rows than this are never too much. */
const HALVED_FROM_ROWS = 500;

/**
 * Loads parts, four in parallel. It asks for as many smaller parts as the site wants. It halves a part that
 * keeps breaking off. Returns the parts that failed in every try. Throws what would stop every part.
 */
export async function loadParts(
  parts: readonly Part[],
  loading: PartLoading,
  signal: AbortSignal,
): Promise<FailedPart[]> {
  const limit = pLimit(CONCURRENCY);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const tries = new PartTries(loading, either);
  const failed: FailedPart[] = [];
  await loadEach(parts, 0);
  either.throwIfAborted();
  return failed;

  async function loadEach(each: readonly Part[], halvings: number): Promise<void> {
    // The site's log has one entry for all parts if the first one comes first.
    const [first, ...others] = each;
    if (first?.number === 1) await loadOne(first, halvings);
    const rest = first?.number === 1 ? others : each;
    await Promise.all(rest.map((part) => loadOne(part, halvings)));
  }

  async function loadOne(part: Part, halvings: number): Promise<void> {
    const end = await limit(() => tryAndKeep(part));
    switch (end?.kind) {
      case undefined:
      case 'whole':
        return;
      case 'tooLarge':
        return loadEach(end.parts, halvings);
      case 'broken':
        if (failed.length === 0 && halvings < MAX_HALVINGS && canBeHalved(part, end.expected)) {
          loading.retried();
          return loadEach(splitPart(part, part.of * 2), halvings + 1);
        }
        tries.isOneLost = true;
        failed.push({ part, why: end.why });
    }
  }

  /** Stops the whole loading for an error, and returns `null`. */
  async function tryAndKeep(part: Part) {
    try {
      const end = await tries.ask(part);
      if (end.kind === 'whole') await loading.keep(part, end);
      return end;
    } catch (error) {
      stop.abort(error);
      return null;
    }
  }
}

function canBeHalved({ of }: Part, rows: number | null): boolean {
  return of < MAX_PARTS && (rows === null || rows >= HALVED_FROM_ROWS);
}
