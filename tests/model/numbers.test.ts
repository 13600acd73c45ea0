import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { watchLog, withBlobs } from '../functions/platform.ts';
import { withVirtualTime } from '../functions/virtual-time.ts';
import { ACTS } from './numbers/acts.ts';
import { HOURLY } from './numbers/hourly.ts';
import { aLedger, type World } from './numbers/ledger.ts';
import { BEGINNING } from './numbers/own-content.ts';
import { expectAgreement, READING } from './numbers/reading.ts';
import { walkAsFarAs } from './walking.ts';

vi.mock('#settings/project-root.ts', async () => {
  const { inject } = await import('vitest');
  const { withNumberedCampaigns } = await import('./numbers/own-content.ts');
  return { PROJECT_ROOT: await withNumberedCampaigns(inject('deployed')) };
});

const blobs = await withBlobs();

const RUNS = Math.ceil(Number(process.env['MODEL_RUNS']) / 3);
/** What happens in so many runs, but for one walk in many millions. */
const EVENTS = [
  ...['set aside', 'put back', 'changed coarsely', 'broke off', 'erased after the end'].map((event) => ({
    event,
    runs: 30,
  })),
  { event: 'erased by age', runs: 300 },
];
const COMMANDS = [...ACTS, ...READING, HOURLY, HOURLY, HOURLY, HOURLY];

withVirtualTime(blobs, { days: true });
beforeEach(() => void watchLog());
afterAll(() => rm(PROJECT_ROOT, { recursive: true }));

describe('sign, erase, set aside, put back, publish, erase by age and restart, whatever the store does', () => {
  it('leave count, series, corrections and downloads in agreement', { timeout: 3_600_000 }, async () => {
    const events = new Map<string, number>();
    const { commands, faults } = await walkAsFarAs(
      COMMANDS,
      { runs: RUNS, maxCommands: 150, atLeast: { commands: RUNS * 40, faults: RUNS * 20 } },
      async (chosen) => {
        blobs.clear();
        forgetNumbers();
        vi.setSystemTime(new Date(BEGINNING));
        const world: World = { blobs, faults: 0, events };
        const model = aLedger();
        await fc.asyncModelRun(() => ({ model, real: world }), chosen);
        await expectAgreement(model, world);
        return world.faults;
      },
    );
    const missed = EVENTS.filter(({ event, runs }) => RUNS >= runs && !events.has(event));
    expect(missed).toEqual([]);
    console.info(`${commands} commands met ${faults} faults: ${JSON.stringify(Object.fromEntries(events))}`);
  });
});
