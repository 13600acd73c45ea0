import { describe, expect, it } from 'vitest';
import { letSlip } from '../support/slip-run.ts';

/** The long mode goes further, from a new seed each time: tests/cli/random-edits.long.test.ts. */
const SEED = 17;
const SLIPS = 400;

describe('a slip of an editor’s fingers', () => {
  it(
    'ends in a mistake that is told well, or in a page that says what its lines say',
    { timeout: 120_000 },
    async () => {
      const slips = await letSlip(SLIPS, SEED);
      expect(slips.flatMap(({ wrong }) => wrong ?? [])).toEqual([]);
      const passed = slips.filter((slip) => slip.passed).length;
      expect(passed).toBeGreaterThan(SLIPS / 10);
      expect(slips.length - passed).toBeGreaterThan(SLIPS / 10);
    },
  );
});
