import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseAuditLog } from '#audit/audit-entry.ts';
import { complaintsAbout } from '../functions/audit-trail.ts';
import { ask, asOrganizer, watchLog, withBlobs } from '../functions/platform.ts';
import { withVirtualTime } from '../functions/virtual-time.ts';
import { afterTheAge, COMMANDS } from './commands.ts';
import { beginDays } from './keeping.ts';
import { walkAsFarAs } from './walking.ts';
import { aModel, CAMPAIGN, having, type Model, storedRows, type World } from './world.ts';

const blobs = await withBlobs();
const world: World = { blobs, lastCount: null, faults: 0 };

const RUNS = Number(process.env['MODEL_RUNS']);

withVirtualTime(blobs, { days: true });
beforeEach(() => void watchLog());

describe('sign, repeat, erase, count, download and keep, under every slug, whatever the store does', () => {
  it('agree with each other and with the model', { timeout: 3_600_000 }, async () => {
    const { commands, faults } = await walkAsFarAs(
      COMMANDS,
      { runs: RUNS, maxCommands: 250, atLeast: { commands: RUNS * 40, faults: RUNS * 20 } },
      async (chosen) => {
        blobs.clear();
        beginDays();
        world.faults = 0;
        const model = aModel();
        await fc.asyncModelRun(() => ({ model, real: world }), chosen);
        await expectAgreement(model);
        return world.faults;
      },
    );
    console.info(`${commands} commands met ${faults} faults`);
  });
});

/** The store has no faults now. So the count, the rows of the download and the model must agree. */
async function expectAgreement(model: Model): Promise<void> {
  await afterTheAge();
  const counted = (await (await ask(`/api/campaigns/${CAMPAIGN}/count`)).json()) as { online: number };
  const response = await ask(`/api/campaigns/${CAMPAIGN}/signatures?format=ndjson`, asOrganizer());
  const rows = (await response.text()).split('\n').length - 1;
  await expectOneChain();
  world.lastCount = counted.online;
  expect(rows).toBe(counted.online);
  expect(rows).toBe(storedRows(world));
  expect(rows).toBeGreaterThanOrEqual(having(model, 'kept').length);
  expect(rows).toBeLessThanOrEqual(having(model, 'kept', 'unknown').length);
}

/** The log is one chain, whatever the store did. This process goes on where an emptied store began. */
async function expectOneChain(): Promise<void> {
  const log = parseAuditLog(await (await ask('/api/audit?after=0', asOrganizer())).text());
  const complaints = complaintsAbout(log);
  if (complaints[0]?.includes('missing')) complaints.shift();
  expect(complaints).toEqual([]);
}
