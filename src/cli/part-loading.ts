import { setTimeout } from 'node:timers/promises';
import pLimit from 'p-limit';
import { MAX_PARTS, type Part } from '#domain/part.ts';
import { CommandError } from './command.ts';
import type { RequestedPart } from './part-request.ts';
import { splitPart } from '#download/part-plan.ts';

export type WholePart = Extract<RequestedPart, { kind: 'whole' }>;

/** A part that did not arrive whole, however often it was asked for. */
export interface FailedPart {
  readonly part: Part;
  readonly why: string;
}

export interface PartLoading {
  readonly ask: (part: Part, signal: AbortSignal) => Promise<RequestedPart>;
  readonly keep: (part: Part, whole: WholePart) => Promise<void>;
  /** Called when a part is asked for again, or in smaller parts. */
  readonly retried: () => void;
}

/** Parts asked for at the same time. */
const CONCURRENCY = 4;
/** How often a part is asked for that breaks off, and a site that does not answer. */
const TRIES = { broken: 3, unavailable: 6 } as const;
const FIRST_PAUSE_MS = 250;
/** What keeps breaking off may be too much for one answer; in an eighth of it the size is not what breaks. */
const MAX_HALVINGS = 3;
/** Fewer rows than this are not too much for anything. */
const HALVED_FROM_ROWS = 500;

/**
 * Loads parts, four at a time: in as many smaller ones as the site wants, in halves where one keeps breaking off.
 * Gives those that failed for good, after everything else was tried. Throws on what no part would survive.
 */
export async function loadParts(
  parts: readonly Part[],
  { ask, keep, retried }: PartLoading,
  signal: AbortSignal,
): Promise<FailedPart[]> {
  const limit = pLimit(CONCURRENCY);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const failed: FailedPart[] = [];
  let hasAnswered = false;
  await loadEach(parts, 0);
  either.throwIfAborted();
  return failed;

  async function loadEach(each: readonly Part[], halvings: number): Promise<void> {
    await Promise.all(each.map((part) => loadOne(part, halvings)));
  }

  async function loadOne(part: Part, halvings: number): Promise<void> {
    const end = await limit(() => tryOften(part));
    switch (end.kind) {
      case 'done':
        return;
      case 'smaller':
        return loadEach(end.parts, halvings);
      case 'broken':
        if (failed.length === 0 && halvings < MAX_HALVINGS && canBeHalved(part, end.expected)) {
          retried();
          return loadEach(splitPart(part, part.of * 2), halvings + 1);
        }
        failed.push({ part, why: end.why });
    }
  }

  /** Done also once the whole loading is stopped, which is what then counts. */
  async function tryOften(part: Part): Promise<End> {
    try {
      for (let tries = 1; ; tries += 1) {
        either.throwIfAborted();
        const answer = await ask(part, either);
        hasAnswered ||= answer.kind !== 'unavailable';
        if (answer.kind === 'tooLarge') return { kind: 'smaller', parts: answer.parts };
        if (answer.kind === 'whole') {
          await keep(part, answer);
          return { kind: 'done' };
        }
        // Where one failed for good the others get one try: what can be had is kept for the next run.
        const isLast = tries >= (failed.length > 0 ? 1 : TRIES[hasAnswered ? 'broken' : answer.kind]);
        if (isLast && answer.kind === 'broken') return answer;
        // A site that answers to others may find this part too much for one function.
        if (isLast && hasAnswered) return { kind: 'broken', why: answer.why, expected: null };
        if (isLast) throw new CommandError(1, `${answer.why}. Run the same command again later.`);
        retried();
        await setTimeout(FIRST_PAUSE_MS * 2 ** (tries - 1), undefined, { signal: either });
      }
    } catch (error) {
      stop.abort(error);
      return { kind: 'done' };
    }
  }
}

type End =
  | { readonly kind: 'done' }
  | { readonly kind: 'smaller'; readonly parts: readonly Part[] }
  | Extract<RequestedPart, { kind: 'broken' }>;

function canBeHalved({ of }: Part, rows: number | null): boolean {
  return of < MAX_PARTS && (rows === null || rows >= HALVED_FROM_ROWS);
}
