import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadParts } from '#cli/download/part-loading.ts';
import type { RequestedPart } from '#cli/download/part-request.ts';
import { WHOLE } from '#domain/part.ts';
import { splitPart } from '#download/part-plan.ts';

const PARTS = splitPart(WHOLE, 8);
const BROKEN: RequestedPart = { kind: 'broken', why: 'it has 1 rows of 2', expected: 2 };
const UNAVAILABLE: RequestedPart = { kind: 'unavailable', why: 'The site answers 503' };
const ARRIVED: RequestedPart = { kind: 'whole', ndjson: '', rows: 0, sealed: 0 };

/** Loads parts, eight unless said otherwise, from a site that answers like this. Tells what was asked for and what was kept. */
async function load(answer: (part: number) => RequestedPart, parts = PARTS) {
  const asked: number[] = [];
  const kept: number[] = [];
  let most = 0;
  let open = 0;
  const failed = await loadParts(
    parts,
    {
      ask: async ({ number }) => {
        asked.push(number);
        most = Math.max(most, (open += 1));
        await setImmediate();
        open -= 1;
        return answer(number);
      },
      keep: ({ number }) => Promise.resolve(void kept.push(number)),
      retried: () => undefined,
      firstPauseMs: 1,
    },
    new AbortController().signal,
  );
  const times = (number: number) => asked.filter((other) => other === number).length;
  return { failed: failed.map(({ part }) => part.number), kept, times, most };
}

describe('the loading of parts', () => {
  it('asks for four at a time', async () => {
    const { kept, most } = await load(() => ARRIVED);
    expect([kept.toSorted(), most]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8], 4]);
  });

  it('has the first part before it asks for another, so that the log has one entry', async () => {
    let tries = 0;
    const { kept } = await load((number) => (number === 1 && (tries += 1) < 3 ? BROKEN : ARRIVED));
    expect([kept[0], kept.length]).toEqual([1, 8]);
  });

  it('keeps what can be had once a part failed for good, with one try for each other', async () => {
    const { failed, kept, times } = await load((number) => (number < 8 ? BROKEN : ARRIVED));
    expect([failed.toSorted(), kept]).toEqual([[1, 2, 3, 4, 5, 6, 7], [8]]);
    expect([1, 5, 6, 7].map(times)).toEqual([3, 1, 1, 1]);
  });

  it('asks six times a site that never answers', async () => {
    let tries = 0;
    const silent = load(() => {
      tries += 1;
      return UNAVAILABLE;
    }, [WHOLE]);
    await expect(silent).rejects.toThrow('The site answers 503. Run the same command again later.');
    expect(tries).toBe(6);
  });
});
