import { describe, expect, it } from 'vitest';
import { letSlip } from '../support/slip-run.ts';

/** The long mode goes further, from a seed of one's own if wanted: tests/cli/random-edits.long.test.ts. */
const SEED = 17;
const SLIPS = 400;

describe('a slip of an editor’s fingers', () => {
  it('ends in a mistake that is told well, or in a page that says what its lines say', async () => {
    const slips = await letSlip(SLIPS, SEED);
    expect(slips.flatMap(({ wrong }) => wrong ?? [])).toEqual([]);
    const told = slips.filter(({ passed }) => !passed);
    expect(told.length).toBeGreaterThan(SLIPS / 4);
    expect(slips.length - told.length).toBeGreaterThan(SLIPS / 4);
    // A line that ran into another also lacks what stood in it. So now and then two mistakes tell of one slip.
    expect(told.filter(({ isChatty }) => isChatty).length).toBeLessThan(told.length / 4);
  }, 300_000);
});
